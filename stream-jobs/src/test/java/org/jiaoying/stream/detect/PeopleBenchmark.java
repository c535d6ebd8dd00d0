package org.jiaoying.stream.detect;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteStateCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What judging a site costs: people who walk about, each read once a second, by all rules about people; the state goes through its
 * bytes each second, as it does in the job. Run with
 * {@code ./mvnw -pl stream-jobs -am test -Dbench=true -Dtest=PeopleBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class PeopleBenchmark {
    private static final int SECONDS = 40;
    private static final int ZONES = 20;

    @Test
    void peopleWhoWalkAbout() {
        List<Rule> rules = Stream.of("personnel", "video")
                .flatMap(pack -> RulePacks.load(pack).stream())
                .toList();
        for (int cards : new int[] {20, 200, 2_000}) {
            walk(cards, rules);
            walk(cards, rules);
        }
    }

    private static void walk(int cards, List<Rule> rules) {
        var site = new WholeSite();
        for (int i = 0; i < ZONES; i++) {
            site.zone("z" + i, Map.of("max-people", "9999", "x", String.valueOf(i * 30), "y", "0"));
        }
        site.device("leader", "card", null, Map.of("role", "leader"));
        for (int i = 0; i < ZONES; i++) {
            site.device("station-" + i, "positioning-station", "z" + i, Map.of());
        }
        SitePlan plan = SitePlanner.plan(
                site.site(),
                null,
                site.devices(),
                rules.stream().map(rule -> new VersionedRule(1, rule)).toList());
        var judge = new SiteJudge();
        var random = new Random(1);
        int[] zones = random.ints(cards, 0, ZONES).toArray();
        byte[] state = SiteStateCodec.encode(new SiteState());
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int second = 0; second < SECONDS; second++) {
            var facts = new ArrayList<SiteFact>(cards);
            for (int card = 0; card < cards; card++) {
                // Into another zone about once a minute.
                zones[card] = random.nextInt(60) == 0 ? (zones[card] + 1) % ZONES : zones[card];
                facts.add(new SiteFact(
                        WholeSite.key("station-" + zones[card]),
                        Mine.at(second).toEpochMilli() + card * 1_000L / cards,
                        new Position(
                                "P" + card,
                                "z" + zones[card],
                                Position.Movement.FIX,
                                zones[card] * 30 + random.nextDouble(),
                                random.nextDouble(),
                                0.0,
                                Mine.at(second).plusMillis(card * 1_000L / cards),
                                TimeBasis.DEVICE)));
            }
            SiteState known = SiteStateCodec.decode(state);
            judge.advance(
                    known,
                    plan,
                    facts,
                    Mine.at(second + 1).toEpochMilli() - 1,
                    second == 0,
                    time -> Instant.EPOCH,
                    new Findings(Instant.EPOCH));
            state = SiteStateCodec.encode(known);
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        System.out.printf(
                "%,6d people: %7.2f µs a position, %,9d bytes of state, %4d a person%n",
                cards, nanos / 1e3 / (SECONDS * (double) cards), state.length, state.length / cards);
    }
}
