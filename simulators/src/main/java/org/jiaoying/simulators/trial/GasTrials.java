package org.jiaoying.simulators.trial;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.jiaoying.domain.Hazard;
import org.jiaoying.simulators.site.Disturbance.Calibration;
import org.jiaoying.simulators.site.Disturbance.GasRise;

/** Gas, wind and fan against their limits. */
final class GasTrials {
    static final List<Trial> ALL = List.of(
            Trials.mine("gas-rise", "threshold", "掘进工作面瓦斯上升", "Gas rises at a heading", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(50));
                Duration top = from.plus(stage.between(ofMinutes(6), ofMinutes(14)));
                double extra = stage.between(1.3, 2.0);
                stage.disturb(new GasRise("gas-h1305-t1", extra, from, top, top.plusMinutes(15), ofMinutes(6)));
                stage.danger("gas-h1305-t1", from, top, "掘进工作面 T1 超过报警值", "The heading's face passes its alarm limit");
            }),
            Trials.mine("gas-rise-slow", "threshold", "回风瓦斯缓慢上升", "Gas rises slowly in a return", stage -> {
                Duration from = stage.between(ofMinutes(10), ofMinutes(30));
                Duration top = from.plus(stage.between(ofMinutes(50), ofMinutes(70)));
                stage.disturb(new GasRise("gas-w1203-t2", 1.1, from, top, top.plusMinutes(10), ofMinutes(8)));
                stage.danger("gas-w1203-t2", from, top, "采面回风 T2 超过断电值", "The face's return passes its cut limit");
            }),
            Trials.mine(
                    "gas-under-the-limit", "threshold", "瓦斯升高但未超限", "Gas rises and stays under its limit", stage -> {
                        Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                        double extra = stage.between(0.12, 0.2);
                        stage.disturb(new GasRise(
                                "gas-h1305-t1", extra, from, from.plusMinutes(20), from.plusMinutes(40), ofMinutes(6)));
                    }),
            Trials.mine("calibration", "threshold", "带标校状态的标校", "A sensor is calibrated and says so", stage -> {
                stage.from(stage.oneOf(1, 3), 0);
                Duration from = stage.between(ofMinutes(10), ofMinutes(60));
                Duration gas = from.plusSeconds(70);
                stage.declares("calibration", from.minusMinutes(10), from.plusMinutes(60));
                stage.disturb(new Calibration(
                        "gas-w1203-t1",
                        stage.between(1.4, 2.0),
                        from,
                        gas,
                        gas.plus(stage.between(ofSeconds(140), ofSeconds(240))),
                        from.plusMinutes(7)));
            }),
            Trials.mine("wind-fails", "threshold", "掘进工作面风速不足", "A heading loses its wind", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                double share = stage.between(0.15, 0.35);
                stage.shows("wind-h1305", "wind", from, ofHours(2), (wind, at) -> share * wind);
                stage.danger("wind-h1305", from, from.plusMinutes(5), "风速低于 0.25 m/s", "Wind falls under 0.25 m/s");
            }),
            Trials.mine("fan-stops", "threshold", "主通风机停转", "The main fan stops", stage -> {
                Duration from = stage.between(ofMinutes(20), ofMinutes(60));
                stage.shows("fan-main", "running", from, from.plusMinutes(20), (running, at) -> 0);
                stage.shows("fan-main", "pressure", from, from.plusMinutes(20), (pressure, at) -> 0);
                stage.danger("fan-main", from, from.plusMinutes(2), "主通风机停转", "The main fan has stopped");
                stage.danger(
                        "threshold",
                        Hazard.GAS,
                        "fan-main",
                        from.plusMinutes(9),
                        from.plusMinutes(12),
                        "十分钟内未恢复",
                        "No fan for ten minutes");
            }),
            Trials.mine("shift-change", "threshold", "交接班前后的正常波动", "The change of shifts", stage -> {
                stage.from(14, 30);
                stage.lasts(ofHours(3));
            }),
            Trials.mine("calm-day", "threshold", "平稳的一昼夜", "A calm day and night", stage -> {
                stage.from(0, 0);
                stage.lasts(ofHours(24));
            }));

    private GasTrials() {}
}
