package org.jiaoying.messaging.codec;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;

/** One record of each kind, with every field filled: what the kept bytes of version 1 say. */
final class Records {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T04:00:00.250Z");
    private static final DeviceKey DEVICE = new DeviceKey("demo-mine", "north", "gas-t1");

    static final DeviceMessage MESSAGE = new DeviceMessage(
            DEVICE,
            RECEIVED,
            List.of(
                    new Reading("ch4", RECEIVED.minusMillis(250), 1.2, Quality.GOOD, TimeBasis.DEVICE),
                    new Reading("temp", RECEIVED, -21.5, Quality.CALIBRATING, TimeBasis.REPLACED),
                    new Reading("co", RECEIVED.minusSeconds(7200), 24, Quality.FAULT, TimeBasis.LATE),
                    new Position(
                            "P1023",
                            "W1203",
                            Position.Movement.SOS,
                            1.5,
                            -2.5,
                            -410.0,
                            RECEIVED.plusMillis(40),
                            TimeBasis.DEVICE),
                    new SceneEvent("e-1", "no_helmet", 0.93, "https://pictures.example/1", RECEIVED, TimeBasis.ARRIVAL),
                    new Status(Status.State.LOW_BATTERY, RECEIVED, TimeBasis.ARRIVAL)));

    static final ObservationEntry.Heartbeat HEARTBEAT = new ObservationEntry.Heartbeat("gateway-1", RECEIVED);

    static final BreachTransition TRANSITION = new BreachTransition(
            "gas-limit:demo-mine/north/gas-t1/ch4:1795406400000",
            2,
            BreachTransition.Change.RAISED,
            "gas-limit",
            3,
            Hazard.GAS,
            DEVICE,
            "T1",
            "ch4",
            Level.RED,
            RECEIVED.minusMillis(250),
            RECEIVED,
            1.6,
            1.5,
            "%CH4",
            true,
            new Text("甲烷 1.60 超过断电值 1.50", "Methane 1.60 above the cut-off 1.50"));

    static final BreachEntry.Progress PROGRESS = new BreachEntry.Progress(RECEIVED);

    static final Reject REJECT = new Reject(
            "demo-mine",
            "jy/v1/demo-mine/north/gas-t9/telemetry",
            RECEIVED,
            RejectCode.UNKNOWN_DEVICE,
            "no device gas-t9 in the register",
            "{\"ch4\": 0.4}");

    static final RuleDocument RULE = new RuleDocument("gas-limit", 3, "{\"kind\": \"threshold\"}");

    static final RuleFault FAULT =
            new RuleFault("gas-limit", 3, "refused", "line 2: unknown kind 'treshold'", RECEIVED);

    static final Enterprise ENTERPRISE = new Enterprise("demo-mine", new Text("示范煤矿", "Demo mine"));

    private static final DeclaredWindow WINDOW =
            new DeclaredWindow("calibration", RECEIVED.minusSeconds(60), RECEIVED.plusSeconds(60), "permit 7");

    static final Site SITE = new Site(
            new SiteKey("demo-mine", "north"),
            new Text("北翼", "North wing"),
            "coal-mine",
            ZoneId.of("Asia/Shanghai"),
            "140200",
            new Attributes(Map.of("gas-class", "high")),
            List.of(new Zone("T1", new Text("掘进工作面", "Heading"), new Attributes(Map.of("people.max", "26")))),
            List.of(WINDOW));

    static final Device REGISTERED = new Device(
            DEVICE,
            new Text("甲烷传感器", "Methane sensor"),
            "gas-sensor",
            "T1",
            new Attributes(Map.of("maker", "x")),
            List.of(new Point(
                    "ch4",
                    new Text("甲烷", "Methane"),
                    "ch4",
                    "%CH4",
                    0.0,
                    100.0,
                    Set.of(-1.0),
                    new Attributes(Map.of("alarm", "1.0", "cut", "1.50")))),
            List.of(WINDOW));

    private Records() {}
}
