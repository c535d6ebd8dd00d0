package org.jiaoying.stream.detect;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteStateCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a reading costs the rules over several feeds of a site: sixty methane sensors in fifteen zones, each read once a second.
 * As in the job, the site's state is decoded and encoded at each step of event time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SiteBenchmark {
    /** Every rule of the packs that judges such a site, together. */
    public static final String ALL = "all together";

    private static final int SENSORS = 60;
    private static final int WARM = 300;

    @Param(ALL)
    public String rule = ALL;

    private final SiteJudge judge = new SiteJudge();
    private final Random random = new Random(7);
    private SitePlan plan = planOf(List.of());
    private byte[] state = SiteStateCodec.encode(new SiteState());
    private List<SiteFact> facts = List.of();
    private int second;

    /** The state is as full as after five minutes before anything is measured. */
    @Setup
    public void choose() {
        plan = planOf(
                rules().filter(one -> rule.equals(ALL) || one.id().equals(rule)).toList());
        for (int i = 0; i < WARM; i++) {
            read();
            advance();
        }
    }

    @Setup(Level.Invocation)
    public void read() {
        second++;
        Instant at = Mine.at(second);
        var read = new ArrayList<SiteFact>();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            double value = Math.round(100 * (0.4 + 0.02 * random.nextGaussian())) / 100.0;
            var reading = new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE);
            read.addAll(SiteFact.of(
                    new DeviceMessage(WholeSite.key("gas-" + sensor), at, List.of(reading)), at.toEpochMilli()));
        }
        facts = read;
    }

    @Benchmark
    @OperationsPerInvocation(SENSORS)
    public Object advance() {
        SiteState known = SiteStateCodec.decode(state);
        judge.advance(
                known,
                plan,
                facts,
                Mine.at(second).toEpochMilli(),
                second == 1,
                time -> Instant.EPOCH,
                new Findings(Instant.EPOCH));
        state = SiteStateCodec.encode(known);
        return state;
    }

    /** What is remembered of a sensor after twenty minutes, in bytes. */
    public static int bytes(String rule) {
        var benchmark = new SiteBenchmark();
        benchmark.rule = rule;
        benchmark.choose();
        for (int i = WARM; i < 1_200; i++) {
            benchmark.read();
            benchmark.advance();
        }
        return benchmark.state.length / SENSORS;
    }

    public static List<String> names() {
        return Stream.concat(rules().map(Rule::id), Stream.of(ALL)).toList();
    }

    private static Stream<Rule> rules() {
        return RulePacks.all().stream()
                .filter(rule -> SiteKinds.judges(rule.condition()))
                .filter(rule -> rule.id().startsWith("gas-") || rule.id().startsWith("fan-"));
    }

    private static SitePlan planOf(List<Rule> rules) {
        return SitePlanner.plan(
                site(),
                null,
                devices(),
                rules.stream().map(rule -> new VersionedRule(1, rule)).toList());
    }

    private static Site site() {
        var zones = new ArrayList<Zone>();
        for (int zone = 0; zone < SENSORS / 4; zone++) {
            zones.add(new Zone("z" + zone, Text.same("z" + zone), Attributes.NONE));
        }
        return new Site(
                SiteKey.parse("demo-mine/north"),
                Text.same("north"),
                "coal-mine",
                ZoneId.of("Asia/Shanghai"),
                "140000",
                Attributes.NONE,
                zones,
                List.of());
    }

    private static List<Device> devices() {
        var limits = new HashMap<>(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        var point = new Point("ch4", Text.same("ch4"), "ch4", "%", 0.0, 4.0, Set.of(), new Attributes(limits));
        var devices = new ArrayList<Device>();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            String id = "gas-" + sensor;
            devices.add(new Device(
                    WholeSite.key(id),
                    Text.same(id),
                    "gas-sensor",
                    "z" + sensor / 4,
                    Attributes.NONE,
                    List.of(point),
                    List.of()));
        }
        return devices;
    }
}
