package org.jiaoying.stream.detect;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.stream.state.DeviceState;
import org.jiaoying.stream.state.StateCodec;

/** A small mine for tests: one methane sensor, judged by hand-written rules; its state goes through its bytes at each step. */
public final class Mine {
    public static final DeviceKey SENSOR = new DeviceKey("demo-mine", "north", "gas-t1");
    public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    public final List<BreachTransition> transitions = new ArrayList<>();
    public Findings last = new Findings(Instant.EPOCH);
    private final DeviceJudge judge;
    private DevicePlan plan;
    private byte[] state = StateCodec.encode(new DeviceState());

    public Mine(Rule... rules) {
        this(ReorderBound.DEFAULT, device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0")), rules);
    }

    public Mine(ReorderBound bound, Device device, Rule... rules) {
        this.judge = new DeviceJudge(bound);
        this.plan = plan(device, rules);
    }

    public static DevicePlan plan(Device device, Rule... rules) {
        return Planner.plan(
                device,
                site(),
                new Enterprise("demo-mine", new Text("示范煤矿", "Demo Mine")),
                Arrays.stream(rules).map(rule -> new VersionedRule(1, rule)).toList());
    }

    public static Site site(DeclaredWindow... windows) {
        return new Site(
                SiteKey.parse("demo-mine/north"),
                new Text("北区", "North"),
                "coal-mine",
                ZoneId.of("Asia/Shanghai"),
                "140000",
                new Attributes(Map.of("gas-rank", "high")),
                List.of(new Zone("w1203", new Text("1203工作面", "Face 1203"), new Attributes(Map.of("alarm", "0.9")))),
                List.of(windows));
    }

    public static Device device(Map<String, String> pointAttributes) {
        return new Device(
                SENSOR,
                new Text("1号甲烷", "Methane 1"),
                "gas-sensor",
                "w1203",
                Attributes.NONE,
                List.of(new Point(
                        "ch4", new Text("甲烷", "CH4"), "ch4", "%", 0.0, 4.0, Set.of(), new Attributes(pointAttributes))),
                List.of());
    }

    /** A rule about the sensor; {@code fields} are those of its kind, as in a pack. */
    public static Rule rule(String id, String kind, String fields) {
        return RuleParser.rule(id, """
                {id: %s, hazard: gas, kind: %s, clause: "AQ 1029-2019", from: 2020-02-01,
                 title: {zh: 甲烷超限, en: Methane over the limit}, subject: {quantity: ch4},
                 say: {zh: "{device}{point} {value}{unit} 达到 {limit}{unit}", en: "{device} {point} {value}{unit}, limit {limit}{unit}"},
                 advice: {zh: 撤人, en: Withdraw}, %s}
                """.formatted(id, kind, fields));
    }

    public static Rule threshold(String fields) {
        return rule("ch4-limit", "threshold", "side: above, " + fields);
    }

    public static Rule limits() {
        return threshold("levels: {yellow: alarm, orange: cut, red: 3.0}, clear: restore");
    }

    /** A sample {@code seconds} after the start. */
    public Mine sends(double seconds, double value) {
        return sends(seconds, value, Quality.GOOD, TimeBasis.DEVICE);
    }

    public Mine sends(double seconds, double value, Quality quality, TimeBasis basis) {
        return receives(seconds, new Reading("ch4", at(seconds), value, quality, basis));
    }

    public Mine says(double seconds, Status.State said) {
        return receives(seconds, new Status(said, at(seconds), TimeBasis.DEVICE));
    }

    public Mine receives(double seconds, Observation... observations) {
        var message = new DeviceMessage(SENSOR, at(seconds), List.of(observations));
        DeviceState decoded = StateCodec.decode(state);
        last = new Findings(Instant.EPOCH);
        judge.observe(decoded, plan, message, last);
        state = StateCodec.encode(decoded);
        transitions.addAll(last.transitions);
        return this;
    }

    /** Event time has reached {@code seconds} after the start. */
    public Mine looks(double seconds) {
        DeviceState decoded = StateCodec.decode(state);
        last = new Findings(Instant.EPOCH);
        judge.look(decoded, plan, SENSOR, at(seconds).toEpochMilli(), last);
        state = StateCodec.encode(decoded);
        transitions.addAll(last.transitions);
        return this;
    }

    public long nextLook(double seconds) {
        return judge.nextLook(StateCodec.decode(state), plan, at(seconds).toEpochMilli());
    }

    public void becomes(DevicePlan changed) {
        plan = changed;
    }

    /** Each transition as {@code CHANGE level @seconds value}. */
    public List<String> story() {
        return transitions.stream()
                .map(step -> step.change() + " " + step.level().code() + " @"
                        + BreachScribe.number((step.at().toEpochMilli() - START) / 1000.0)
                        + (step.value() == null ? "" : " " + BreachScribe.number(step.value()))
                        + (step.late() ? " late" : ""))
                .toList();
    }

    public static Instant at(double seconds) {
        return Instant.ofEpochMilli(START + Math.round(seconds * 1000));
    }
}
