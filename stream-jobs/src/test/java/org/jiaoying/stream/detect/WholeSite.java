package org.jiaoying.stream.detect;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
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
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteStateCodec;

/** A mine for tests of rules about a whole site; its state goes through its bytes at each step. Times are seconds after the start. */
public final class WholeSite {
    public static final SiteKey SITE = SiteKey.parse("demo-mine/north");

    public final List<BreachTransition> transitions = new ArrayList<>();
    public Findings last = new Findings(Instant.EPOCH);
    private final SiteJudge judge = new SiteJudge();
    private final Map<String, Zone> zones = new HashMap<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<DeclaredWindow> windows = new ArrayList<>();
    private final List<DeviceMessage> waiting = new ArrayList<>();
    private List<VersionedRule> rules;
    private SitePlan plan;
    private boolean changed = true;
    private byte[] state = SiteStateCodec.encode(new SiteState());

    public WholeSite(Rule... rules) {
        become(rules);
    }

    public WholeSite become(Rule... others) {
        rules = java.util.Arrays.stream(others)
                .map(rule -> new VersionedRule(1, rule))
                .toList();
        return replan();
    }

    public WholeSite zone(String id, Map<String, String> attributes) {
        zones.put(id, new Zone(id, Text.same(id), new Attributes(attributes)));
        return replan();
    }

    public WholeSite device(String id, String kind, String zone, Map<String, String> attributes) {
        devices.add(new Device(key(id), Text.same(id), kind, zone, new Attributes(attributes), List.of(), List.of()));
        return replan();
    }

    /** A device with one point of this quantity, whose id is the quantity. */
    public WholeSite sensor(String id, String kind, String zone, String quantity, Map<String, String> attributes) {
        var point = new Point(
                quantity,
                Text.same(quantity),
                quantity,
                "%",
                null,
                null,
                java.util.Set.of(),
                new Attributes(attributes));
        devices.add(new Device(key(id), Text.same(id), kind, zone, Attributes.NONE, List.of(point), List.of()));
        return replan();
    }

    public WholeSite window(String kind, double from, double to) {
        windows.add(new DeclaredWindow(kind, Mine.at(from), Mine.at(to), ""));
        return replan();
    }

    public static DeviceKey key(String id) {
        return new DeviceKey(SITE.enterprise(), SITE.site(), id);
    }

    public Site site() {
        return new Site(
                SITE,
                new Text("北区", "North"),
                "coal-mine",
                ZoneId.of("Asia/Shanghai"),
                "140000",
                Attributes.NONE,
                zones.values().stream().sorted(Comparator.comparing(Zone::id)).toList(),
                windows);
    }

    public List<Device> devices() {
        return List.copyOf(devices);
    }

    private WholeSite replan() {
        plan = SitePlanner.plan(site(), new Enterprise("demo-mine", new Text("示范煤矿", "Demo Mine")), devices, rules);
        changed = true;
        return this;
    }

    public List<DevicePlan.Unresolved> unresolved() {
        return plan.unresolved();
    }

    /** A rule; {@code fields} are those of its kind, as in a pack. */
    public static Rule rule(String id, String kind, String fields) {
        return RuleParser.rule(id, """
                {id: %s, hazard: personnel, kind: %s, clause: "-", from: 2020-02-01,
                 title: {zh: 测试, en: Test}, subject: {site-kind: coal-mine},
                 say: {zh: "{device} {value}", en: "{device} {value}"}, advice: {zh: 撤人, en: Withdraw}, %s}
                """.formatted(id, kind, fields));
    }

    public WholeSite sees(double seconds, String camera, String type) {
        return sees(seconds, camera, null, type, SceneEvent.Course.SEEN);
    }

    public WholeSite sees(double seconds, String camera, String id, String type, SceneEvent.Course course) {
        return says(seconds, camera, new SceneEvent(id, type, 0.9, null, course, Mine.at(seconds), TimeBasis.DEVICE));
    }

    public WholeSite card(double seconds, String tag, String zone, Position.Movement movement) {
        return says(
                seconds,
                "station-1",
                new Position(tag, zone, movement, null, null, null, Mine.at(seconds), TimeBasis.DEVICE));
    }

    public WholeSite fix(double seconds, String tag, String zone) {
        return card(seconds, tag, zone, Position.Movement.FIX);
    }

    public WholeSite reads(double seconds, String sensor, String quantity, double value) {
        return reads(seconds, sensor, quantity, value, Quality.GOOD);
    }

    public WholeSite reads(double seconds, String sensor, String quantity, double value, Quality quality) {
        return says(seconds, sensor, new Reading(quantity, Mine.at(seconds), value, quality, TimeBasis.DEVICE));
    }

    public WholeSite is(double seconds, String device, Status.State state) {
        return says(seconds, device, new Status(state, Mine.at(seconds), TimeBasis.DEVICE));
    }

    public WholeSite says(double seconds, String device, Observation... observations) {
        return receives(new DeviceMessage(key(device), Mine.at(seconds), List.of(observations)));
    }

    /** A message comes; it is judged when time has come to it. */
    public WholeSite receives(DeviceMessage message) {
        var found = new Findings(Instant.EPOCH);
        for (SiteFact fact : SiteFact.of(message, place(message))) {
            if (SiteJudge.isLate(fact)) {
                judge.late(plan, fact, found);
            } else if (judge.isTrueAlone(plan, fact)) {
                SiteState known = SiteStateCodec.decode(state);
                judge.atOnce(known, plan, fact, found);
                state = SiteStateCodec.encode(known);
            }
        }
        keep(found);
        waiting.add(message);
        return this;
    }

    /** Event time comes to {@code seconds}. */
    public WholeSite until(double seconds) {
        long until = Mine.at(seconds).toEpochMilli();
        List<SiteFact> facts = waiting.stream()
                .filter(message -> place(message) <= until)
                .sorted(Comparator.comparingLong(WholeSite::place)
                        .thenComparing(message -> message.device().toString())
                        .thenComparing(message -> message.toString()))
                .flatMap(message -> SiteFact.of(message, place(message)).stream())
                .filter(fact -> !SiteJudge.isLate(fact))
                .toList();
        waiting.removeIf(message -> place(message) <= until);
        var found = new Findings(Instant.EPOCH);
        SiteState known = SiteStateCodec.decode(state);
        judge.advance(known, plan, facts, until, changed, time -> Instant.EPOCH, found);
        changed = false;
        state = SiteStateCodec.encode(known);
        keep(found);
        return this;
    }

    private static long place(DeviceMessage message) {
        return message.receivedAt().toEpochMilli();
    }

    private void keep(Findings found) {
        last = found;
        transitions.addAll(found.transitions);
    }

    /** Each transition as {@code CHANGE level @seconds device value}. */
    public List<String> story() {
        return transitions.stream()
                .map(step -> step.change() + " " + step.level().code() + " @"
                        + BreachScribe.number((step.at().toEpochMilli() - Mine.START) / 1000.0)
                        + " " + step.device().device()
                        + (step.value() == null ? "" : " " + BreachScribe.number(step.value()))
                        + (step.late() ? " late" : ""))
                .toList();
    }
}
