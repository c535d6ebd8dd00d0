package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.jiaoying.simulators.site.Disturbance.Calibration;
import org.jiaoying.simulators.site.Disturbance.GasRise;
import org.jiaoying.simulators.site.Disturbance.Silence;

/** Sensors that are kept from telling the truth, and honest ones that look like it. */
final class TamperTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("clipped", "tamper", "读数压在报警值以下", "Readings are clipped under the limit", stage -> {
                stage.lasts(ofHours(4));
                Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                stage.disturb(new GasRise("gas-h1305-t1", 0.75, from, from.plusMinutes(10), ofHours(3), ofMinutes(6)));
                stage.shows(
                        "gas-h1305-t1",
                        "ch4",
                        Duration.ZERO,
                        ofHours(4),
                        (gas, at) -> gas < 0.99 ? gas : at.getEpochSecond() % 3 == 0 ? 0.98 : 0.99);
                stage.danger("gas-h1305-t1", from, ofHours(4), "0.98—0.99 堆积，从不达到 1.0", "Piled up under 1.0");
            }),
            Trials.mine("step-down", "tamper", "接近报警时突降为零", "It drops to zero near its limit", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(30));
                Duration cut = from.plusMinutes(15);
                stage.disturb(new GasRise("gas-w1203-t1", 0.42, from, from.plusMinutes(8), ofHours(2), ofMinutes(6)));
                stage.shows("gas-w1203-t1", "ch4", cut, ofHours(2), (gas, at) -> 0);
                stage.danger("gas-w1203-t1", from, cut.plusMinutes(40), "接近报警值时突降为零", "From near the limit to zero");
            }),
            Trials.mine("gap-then-smooth", "tamper", "断数后曲线过于平滑", "A gap, then a curve too smooth", stage -> {
                stage.lasts(ofHours(5));
                Duration from = stage.between(ofMinutes(70), ofMinutes(90));
                Duration back = from.plus(stage.between(ofMinutes(12), ofMinutes(25)));
                stage.disturb(new Silence("gas-w1203-t2", from, back));
                stage.shows(
                        "gas-w1203-t2",
                        "ch4",
                        back,
                        ofHours(5),
                        (gas, at) -> 0.36 + 0.02 * Math.sin(at.getEpochSecond() / 3_000.0));
                stage.danger(
                        "tamper", null, "gas-w1203-t2", back, back.plusHours(3), "断数后异常平滑", "Too smooth after a gap");
                stage.danger("absence", null, "gas-w1203-t2", from, from.plusMinutes(3), "断数", "The gap itself");
            }),
            Trials.mine("copied-wave", "tamper", "两个传感器同一曲线", "Two sensors show one wave", stage -> {
                stage.lasts(ofHours(4));
                for (String sensor : List.of("gas-h1305-t1", "gas-h1305-t2")) {
                    stage.shows(sensor, "ch4", Duration.ZERO, ofHours(4), (gas, at) -> {
                        long step = at.getEpochSecond() / 10;
                        double noise = (step * 2_654_435_761L >>> 7) % 9 / 100.0;
                        return Math.rint(100 * (0.35 + 0.1 * Math.sin(step / 40.0) + noise)) / 100;
                    });
                }
                stage.danger(null, ofMinutes(20), ofHours(4), "两处曲线相同", "The same wave in two places");
            }),
            Trials.mine(
                    "diverging", "tamper", "同处传感器示值背离", "It shows nothing beside a neighbour over the limit", stage -> {
                        Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                        stage.disturb(new GasRise(
                                "gas-h1305-t2", 1.6, from, from.plusMinutes(5), from.plusMinutes(50), ofMinutes(6)));
                        stage.shows("gas-h1305-t1", "ch4", from.minusMinutes(5), ofHours(2), (gas, at) -> 0);
                        stage.danger(
                                "gas-h1305-t1",
                                from,
                                from.plusMinutes(45),
                                "邻近 1.9% 而本机为零",
                                "Zero while its neighbour shows 1.9 %");
                        stage.danger(
                                "threshold",
                                null,
                                "gas-h1305-t2",
                                from,
                                from.plusMinutes(8),
                                "邻近超限",
                                "The neighbour is over");
                    }),
            Trials.mine("early-calibration", "tamper", "接近报警时突然标校", "Calibrated when it came near its limit", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(30));
                Duration calibrated = from.plusMinutes(14);
                stage.disturb(new GasRise("gas-w1203-t1", 0.4, from, from.plusMinutes(8), ofMinutes(70), ofMinutes(6)));
                stage.disturb(new Calibration(
                        "gas-w1203-t1",
                        0.05,
                        calibrated,
                        calibrated.plusMinutes(1),
                        calibrated.plusMinutes(2),
                        calibrated.plusMinutes(30)));
                stage.danger(
                        "gas-w1203-t1",
                        from,
                        calibrated.plusMinutes(45),
                        "达到 0.8 倍报警值后立即标校",
                        "Right after 0.8 of the limit");
            }),
            Trials.mine("many-calibrated", "tamper", "多台传感器同时标校", "Many sensors calibrated at once", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                for (String sensor :
                        List.of("gas-w1203-t0", "gas-w1203-t1", "gas-w1203-t2", "gas-h1305-t1", "gas-h1305-t2")) {
                    stage.disturb(new Calibration(
                            sensor, 0.02, from, from.plusMinutes(1), from.plusMinutes(2), from.plusMinutes(25)));
                }
                stage.danger(null, from, from.plusMinutes(40), "五台同时标校", "Five at once");
            }),
            Trials.mine("paused", "tamper", "传感器被长时间屏蔽", "A sensor is paused for long", stage -> {
                stage.lasts(ofHours(9));
                Duration from = stage.between(ofMinutes(20), ofMinutes(40));
                stage.disturb(new Calibration(
                        "gas-h1305-t1", 0, from, from.plusMinutes(1), from.plusMinutes(2), from.plusHours(8)));
                stage.danger("gas-h1305-t1", from, from.plusHours(8), "屏蔽数小时", "Paused for hours");
            }),
            Trials.mine(
                    "true-calibrations", "tamper", "按计划逐台标校", "Sensors calibrated one by one, as planned", stage -> {
                        stage.from(1, 0);
                        stage.lasts(ofHours(3));
                        stage.declares("calibration", ofMinutes(5), ofHours(3));
                        int turn = 0;
                        for (String sensor : List.of("gas-w1203-t0", "gas-w1203-t1", "gas-h1305-t1")) {
                            Duration from = ofMinutes(15 + 45L * turn++);
                            stage.disturb(new Calibration(
                                    sensor,
                                    stage.between(1.2, 1.9),
                                    from,
                                    from.plusSeconds(60),
                                    from.plusSeconds(60).plus(stage.between(ofSeconds(140), ofSeconds(240))),
                                    from.plusMinutes(7)));
                        }
                    }),
            Trials.mine("true-fall", "tamper", "加强通风后瓦斯下降", "Gas falls because it was ventilated", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(20));
                stage.disturb(new GasRise(
                        "gas-w1203-t1", 0.3, from, from.plusMinutes(15), from.plusMinutes(30), ofMinutes(5)));
            }),
            Trials.mine("sensor-drifts", "tamper", "传感器零点缓慢漂移", "A sensor's zero drifts", stage -> {
                stage.lasts(ofHours(8));
                double drift = stage.between(0.01, 0.02);
                stage.shows(
                        "gas-w1203-t0",
                        "ch4",
                        Duration.ZERO,
                        ofHours(8),
                        (gas, at) -> Math.rint(100 * (gas + drift * (at.getEpochSecond() % 28_800) / 3_600.0)) / 100);
            }));

    private TamperTrials() {}
}
