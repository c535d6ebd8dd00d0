package org.jiaoying.stream.detect;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
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
import org.jiaoying.domain.rule.Expression;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteStateCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What conditions cost beside hand-written Java, and what the rules about methane sensors cost a site. Run with
 * {@code ./mvnw -pl stream-jobs -am test -Dbench=true -Dtest=SiteBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class SiteBenchmark {
    private static final int SENSORS = 60;
    private static final int SECONDS = 1_200;
    private static final int EVALUATIONS = 2_000_000;

    private int held;

    @Test
    void conditionsBesideHandWrittenJava() {
        conditions("gas >= alarm", values -> values.get("gas") >= values.get("alarm"));
        conditions(
                "people > 0 && gas >= 0.7 * alarm && rise >= least",
                values -> values.get("people") > 0
                        && values.get("gas") >= 0.7 * values.get("alarm")
                        && values.get("rise") >= values.get("least"));
        System.out.println("  (" + held + " held)");
    }

    private void conditions(String text, Predicate<Map<String, Double>> byHand) {
        Expression expression = Expression.compile(text, List.of("gas", "alarm", "rise", "least", "people"));
        List<Map<String, Double>> facts = new ArrayList<>();
        var random = new Random(3);
        for (int i = 0; i < 1_024; i++) {
            facts.add(Map.of(
                    "gas",
                    2 * random.nextDouble(),
                    "alarm",
                    1.0,
                    "rise",
                    random.nextDouble(),
                    "least",
                    0.2,
                    "people",
                    2.0));
        }
        System.out.printf(
                "  %-52s CEL %5d ns, by hand %4d ns%n",
                text, nanosEach(facts, expression::holds), nanosEach(facts, byHand));
    }

    private long nanosEach(List<Map<String, Double>> facts, Predicate<Map<String, Double>> condition) {
        long nanos = 0;
        // The first round warms up.
        for (int round = 0; round < 2; round++) {
            long before = cpuNanos();
            for (int i = 0; i < EVALUATIONS; i++) {
                held += condition.test(facts.get(i & 1_023)) ? 1 : 0;
            }
            nanos = cpuNanos() - before;
        }
        return nanos / EVALUATIONS;
    }

    @Test
    void theRulesAboutMethaneSensorsAtOneSite() {
        List<Rule> rules = RulePacks.all().stream()
                .filter(rule -> SiteKinds.judges(rule.condition()))
                .filter(rule -> rule.id().startsWith("gas-") || rule.id().startsWith("fan-"))
                .toList();
        for (Rule rule : rules) {
            measure(rule.id(), List.of(rule));
        }
        measure("all of them", rules);
    }

    private void measure(String name, List<Rule> rules) {
        SitePlan plan = SitePlanner.plan(
                site(),
                null,
                devices(),
                rules.stream().map(rule -> new VersionedRule(1, rule)).toList());
        var judge = new SiteJudge();
        byte[] state = SiteStateCodec.encode(new SiteState());
        var random = new Random(7);
        long readings = 0;
        long began = 0;
        for (int second = 0; second < SECONDS; second++) {
            if (second == SECONDS / 4) {
                began = cpuNanos();
                readings = 0;
            }
            var facts = new ArrayList<SiteFact>();
            Instant at = Mine.at(second);
            for (int sensor = 0; sensor < SENSORS; sensor++) {
                double value = Math.round(100 * (0.4 + 0.02 * random.nextGaussian())) / 100.0;
                var reading = new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE);
                facts.addAll(SiteFact.of(
                        new DeviceMessage(WholeSite.key("gas-" + sensor), at, List.of(reading)), at.toEpochMilli()));
                readings++;
            }
            // As the job does, the state is read and written once for each step of event time.
            SiteState known = SiteStateCodec.decode(state);
            judge.advance(
                    known,
                    plan,
                    facts,
                    at.toEpochMilli(),
                    second == 0,
                    time -> Instant.EPOCH,
                    new Findings(Instant.EPOCH));
            state = SiteStateCodec.encode(known);
        }
        System.out.printf(
                "  %-32s %7.2f µs a reading, %,7d bytes a sensor%n",
                name, (cpuNanos() - began) / 1e3 / readings, state.length / SENSORS);
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

    /** Of this thread, so that what else the machine does is not counted. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
