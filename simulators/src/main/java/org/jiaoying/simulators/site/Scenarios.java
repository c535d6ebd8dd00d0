package org.jiaoying.simulators.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.simulators.site.Disturbance.Calibration;
import org.jiaoying.simulators.site.Disturbance.Creep;
import org.jiaoying.simulators.site.Disturbance.GasRise;
import org.jiaoying.simulators.site.Disturbance.Silence;
import org.jiaoying.simulators.site.Scenario.Danger;
import org.jiaoying.simulators.site.Scenario.LookAlike;

/** The scenarios that can be played, by name. */
public final class Scenarios {
    /** Nothing happens. */
    public static final String CALM = "calm";

    private static final DeviceKey HEADING_FACE = CoalMine.key("gas-h1305-t1");
    private static final DeviceKey HEADING_RETURN = CoalMine.key("gas-h1305-t2");
    private static final DeviceKey FACE = CoalMine.key("gas-w1203-t1");
    private static final DeviceKey FACE_RETURN = CoalMine.key("gas-w1203-t2");
    private static final DeviceKey SLOPE = OpenPit.key("gnss-2");
    private static final Map<String, Scenario> BY_NAME = new LinkedHashMap<>();

    static {
        add(calm());
        add(gasRise());
        add(silentSensor());
        add(calibration());
        add(slopeCreep());
    }

    private Scenarios() {}

    public static List<Scenario> list() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<Scenario> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static void add(Scenario scenario) {
        BY_NAME.put(scenario.name(), scenario);
    }

    private static Scenario calm() {
        return new Scenario(CALM, new Text("平稳", "Calm"), Duration.ZERO, List.of(), List.of(), List.of());
    }

    /** The heading's gas rises by 1.4 % in eight minutes; its return follows a minute later, a little less. */
    private static Scenario gasRise() {
        return new Scenario(
                "gas-rise",
                new Text("掘进工作面瓦斯上升", "Gas rises at a heading"),
                minutes(50),
                List.of(
                        new GasRise("gas-h1305-t1", 1.4, minutes(1), minutes(9), minutes(20), minutes(6)),
                        new GasRise("gas-h1305-t2", 1.25, minutes(2), minutes(10), minutes(21), minutes(6))),
                List.of(
                        new Danger(
                                HEADING_FACE,
                                "ch4",
                                "threshold",
                                Level.YELLOW,
                                minutes(3),
                                minutes(7),
                                new Text("掘进工作面 T1 达到报警值 1.0%", "The heading's face reaches the alarm limit of 1.0 %")),
                        new Danger(
                                HEADING_FACE,
                                "ch4",
                                "threshold",
                                Level.ORANGE,
                                minutes(6),
                                minutes(10),
                                new Text("掘进工作面 T1 达到断电值 1.5%", "The heading's face reaches the cut limit of 1.5 %")),
                        new Danger(
                                HEADING_RETURN,
                                "ch4",
                                "threshold",
                                null,
                                minutes(4),
                                minutes(9),
                                new Text(
                                        "掘进回风 T2 达到报警值 1.0%",
                                        "The heading's return reaches the alarm limit of 1.0 %"))),
                List.of());
    }

    /** One sensor is cut off for eleven minutes; another misses a single poll, which is normal. */
    private static Scenario silentSensor() {
        return new Scenario(
                "silent-sensor",
                new Text("传感器失联", "A sensor falls silent"),
                minutes(15),
                List.of(
                        new Silence("gas-w1203-t2", minutes(1), minutes(12)),
                        new Silence("gas-w1203-t1", minutes(3), minutes(3).plusSeconds(12))),
                List.of(new Danger(
                        FACE_RETURN,
                        null,
                        "absence",
                        null,
                        minutes(1),
                        minutes(12),
                        new Text("回风 T2 传感器无数据", "The return's sensor sends nothing"))),
                List.of(new LookAlike(
                        FACE, null, minutes(3), minutes(4), new Text("漏一次轮询，属正常", "One missed poll is normal"))));
    }

    /** A sensor is given 1.6 % test gas for three minutes, and says that it is being calibrated. */
    private static Scenario calibration() {
        return new Scenario(
                "calibration",
                new Text("传感器标校", "A sensor is calibrated"),
                minutes(8),
                List.of(new Calibration("gas-w1203-t1", 1.6, minutes(1), minutes(2), minutes(5), minutes(6))),
                List.of(),
                List.of(new LookAlike(
                        FACE,
                        "ch4",
                        minutes(1),
                        minutes(6),
                        new Text("标气 1.6%，带标校状态，不应预警", "1.6 % test gas while calibrating: no warning"))));
    }

    /** A slope fails ten days after its start; a day before, it moves about 10 mm a day. */
    private static Scenario slopeCreep() {
        return new Scenario(
                "slope-creep",
                new Text("边坡蠕变至失稳", "A slope creeps to failure"),
                Duration.ofDays(10),
                List.of(
                        new Creep("gnss-2", 10, Duration.ofHours(6), Duration.ofDays(10)),
                        new Creep("crack-1", 5, Duration.ofHours(6), Duration.ofDays(10))),
                List.of(new Danger(
                        SLOPE,
                        "displacement",
                        "rate",
                        null,
                        Duration.ofDays(7),
                        Duration.ofDays(10).minusHours(4),
                        new Text("二号点位移速率超过 10 mm/d，并加速", "Point 2 moves over 10 mm a day, and faster and faster"))),
                List.of(new LookAlike(
                        OpenPit.key("gnss-1"),
                        "displacement",
                        Duration.ZERO,
                        Duration.ofDays(10),
                        new Text("日温差引起的位移起伏", "The daily swing of displacement with temperature"))));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
