package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.TimeBasis;
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
 * What a position costs the rules about people: they walk about in twenty zones, into another one about once a minute. Positions
 * come two hundred at a time, so that a site of two thousand people sends its own once in ten steps; the site's state is decoded
 * and encoded at each step, as in the job.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeopleBenchmark {
    /** All rules of packs {@code personnel} and {@code video}. */
    public static final String ALL = "all together";

    private static final int ZONES = 20;
    private static final int AT_ONCE = 200;
    private static final long STEP_MILLIS = 1_000;

    @Param(ALL)
    public String rule = ALL;

    @Param("200")
    public int people = AT_ONCE;

    private final SiteJudge judge = new SiteJudge();
    private final Random random = new Random(1);
    private int[] zones = {};
    private SitePlan plan = planOf(List.of());
    private byte[] state = SiteStateCodec.encode(new SiteState());
    private List<SiteFact> facts = List.of();
    private int step;

    @Setup
    public void choose() {
        zones = random.ints(people, 0, ZONES).toArray();
        plan = planOf(
                rules().filter(one -> rule.equals(ALL) || one.id().equals(rule)).toList());
        for (int i = 0; i < 2 * people / AT_ONCE; i++) {
            walk();
            advance();
        }
    }

    @Setup(Level.Invocation)
    public void walk() {
        int first = (step * AT_ONCE) % people;
        step++;
        var read = new ArrayList<SiteFact>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            int card = first + i;
            zones[card] = random.nextInt(60) == 0 ? (zones[card] + 1) % ZONES : zones[card];
            long offset = (step - 1) * STEP_MILLIS + i * STEP_MILLIS / AT_ONCE;
            Instant at = Mine.at(0).plusMillis(offset);
            read.add(new SiteFact(
                    WholeSite.key("station-" + zones[card]),
                    at.toEpochMilli(),
                    new Position(
                            "P" + card,
                            "z" + zones[card],
                            Position.Movement.FIX,
                            zones[card] * 30 + random.nextDouble(),
                            random.nextDouble(),
                            0.0,
                            at,
                            TimeBasis.DEVICE)));
        }
        facts = read;
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public Object advance() {
        SiteState known = SiteStateCodec.decode(state);
        judge.advance(
                known,
                plan,
                facts,
                Mine.at(step).toEpochMilli() - 1,
                step == 1,
                time -> Instant.EPOCH,
                new Findings(Instant.EPOCH));
        state = SiteStateCodec.encode(known);
        return state;
    }

    /** What is remembered of a person, in bytes. */
    public static int bytes(String rule, int people) {
        var benchmark = new PeopleBenchmark();
        benchmark.rule = rule;
        benchmark.people = people;
        benchmark.choose();
        for (int i = 0; i < 40; i++) {
            benchmark.walk();
            benchmark.advance();
        }
        return benchmark.state.length / people;
    }

    public static List<String> names() {
        return Stream.concat(rules().map(Rule::id), Stream.of(ALL)).toList();
    }

    private static Stream<Rule> rules() {
        return Stream.of("personnel", "video").flatMap(pack -> RulePacks.load(pack).stream());
    }

    private static SitePlan planOf(List<Rule> rules) {
        var site = new WholeSite();
        for (int i = 0; i < ZONES; i++) {
            site.zone("z" + i, Map.of("max-people", "9999", "x", String.valueOf(i * 30), "y", "0"));
        }
        site.device("leader", "card", null, Map.of("role", "leader"));
        for (int i = 0; i < ZONES; i++) {
            site.device("station-" + i, "positioning-station", "z" + i, Map.of());
        }
        return SitePlanner.plan(
                site.site(),
                null,
                site.devices(),
                rules.stream().map(rule -> new VersionedRule(1, rule)).toList());
    }
}
