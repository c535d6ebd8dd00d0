package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;

/** What holds of rules over several feeds whatever is said, in whatever order it arrives, and however often time stops to look. */
class CrossFeedPropertiesTest {

    /** One thing said, at a second. */
    private record Said(int second, String device, double value, Quality quality) {}

    private static Rule rule(String id, String kind, String fields) {
        return RuleParser.rule(id, """
                {id: %s, hazard: gas, kind: %s, clause: "-", from: 2020-02-01, title: {zh: 测试, en: Test},
                 subject: {quantity: ch4}, say: {zh: "{evidence}", en: "{evidence}"}, advice: {zh: 查, en: Look}, %s}
                """.formatted(id, kind, fields));
    }

    private static final String FACTS = "facts: ["
            + "{name: running, of: values, subject: {quantity: running}, in: site, take: max, fresh: 90s},"
            + "{name: gas, of: values, subject: {quantity: ch4}, in: self, take: last, fresh: 60s},"
            + "{name: rise, of: values, subject: {quantity: ch4}, in: self, take: rise, over: 2m, fresh: 60s},"
            + "{name: dark, of: dark, in: zone}, {name: smoke, of: scenes, types: [smoke], in: site, over: 1m}]";

    private static final Rule TOGETHER =
            rule("together", "correlation", FACTS + ", levels: {red: 'running == 0 && gas >= 1'}");

    private static final Rule[] RULES = {
        TOGETHER,
        rule(
                "held",
                "correlation",
                FACTS + ", levels: {orange: 'gas >= 0.5 && dark >= 1', red: 'rise > 0.5 || smoke >= 2'}, for: 20s"),
        rule("after", "sequence", "level: orange, " + FACTS + ", first: 'running == 0', then: 'gas >= 1', within: 2m"),
        rule(
                "diverging",
                "tamper",
                "level: orange, sign: diverging, neighbours: zone, limit: 1.0, floor: 0.05, for: 30s"),
        rule("copied", "tamper", "level: blue, sign: copied, neighbours: site, window: 2m, match: 0.9, moves: 0.01"),
        rule("early", "tamper", "level: blue, sign: early-calibration, limit: 1.0, near: 0.8, within: 1m"),
        rule("many", "tamper", "level: blue, sign: many-calibrated, neighbours: site, count: 2, within: 1m"),
        rule("no-gas", "tamper", "level: blue, sign: no-test-gas, gas: 1.0, top: 2.5, rise: 20s, flat: 20s"),
        rule("paused", "tamper", "level: blue, sign: paused, after: 40s"),
        rule("stuck", "stuck", "level: blue, window: 2m, deviation: 0.05, neighbours: zone, moves: 0.1"),
    };

    private static WholeSite mine(Rule... rules) {
        return new WholeSite(rules)
                .zone("face", Map.of())
                .sensor("gas-1", "gas-sensor", "face", "ch4", Map.of())
                .sensor("gas-2", "gas-sensor", "face", "ch4", Map.of())
                .sensor("fan-1", "fan", "face", "running", Map.of())
                .device("camera-1", "camera", "face", Map.of());
    }

    private static void say(WholeSite mine, Said said) {
        switch (said.device()) {
            case "camera-1" ->
                mine.sees(
                        said.second(),
                        "camera-1",
                        said.value() > 1 ? "occluded" : said.value() > 0.3 ? "smoke" : "online");
            case "fan-1" -> mine.reads(said.second(), "fan-1", "running", said.value() > 0.3 ? 1 : 0);
            default -> mine.reads(said.second(), said.device(), "ch4", said.value(), said.quality());
        }
    }

    private static List<BreachTransition> atOnce(List<Said> all, Rule... rules) {
        var mine = mine(rules);
        all.forEach(said -> say(mine, said));
        return mine.until(2_000).transitions;
    }

    @Property(tries = 400)
    void howOftenTimeStopsAndInWhichOrderThingsArriveChangesNothing(
            @ForAll("days") List<Said> day, @ForAll Random random) {
        var mine = mine(RULES);
        var shuffled = new ArrayList<>(day);
        // Within a bound: whatever comes has not been passed by event time.
        for (int from = 0; from < shuffled.size(); from += 5) {
            Collections.shuffle(shuffled.subList(from, Math.min(shuffled.size(), from + 5)), random);
        }
        for (int i = 0; i < shuffled.size(); i++) {
            say(mine, shuffled.get(i));
            int safe = shuffled.subList(i + 1, shuffled.size()).stream()
                    .mapToInt(Said::second)
                    .min()
                    .orElse(1_000);
            if (random.nextInt(3) == 0) {
                mine.until(safe - 1);
            }
        }

        assertThat(mine.until(2_000).transitions).isEqualTo(atOnce(day, RULES));
    }

    @Property(tries = 300)
    void aRestartAndARepeatChangeNothing(@ForAll("days") List<Said> day, @ForAll Random random) {
        var mine = mine(RULES);
        for (Said said : day) {
            say(mine, said);
            if (random.nextInt(3) == 0) {
                say(mine, said);
            }
            if (random.nextInt(10) == 0) {
                // The rules are read anew, as after a restart; the state goes through its bytes at each step.
                mine.until(said.second() - 1).become(RULES);
            }
        }

        assertThat(mine.until(2_000).transitions).isEqualTo(atOnce(day, RULES));
    }

    @Property(tries = 400)
    void nothingIsFoundThatWasNotSaid(@ForAll("days") List<Said> day) {
        for (BreachTransition step : atOnce(day, TOGETHER)) {
            if (step.change() == Change.OPENED) {
                long second = (step.at().toEpochMilli() - Mine.START) / 1000;
                assertThat(last(day, "fan-1", second, 90)).isLessThanOrEqualTo(0.3);
                assertThat(last(day, step.device().device(), second, 60)).isGreaterThanOrEqualTo(1);
            }
        }
    }

    @Property(tries = 300)
    void everyBreachIsOpenedOnceAndGoesByTheTable(@ForAll("days") List<Said> day) {
        var last = new java.util.LinkedHashMap<String, BreachTransition>();
        for (BreachTransition step : atOnce(day, RULES)) {
            BreachTransition before = last.put(step.breachId(), step);
            assertThat(step.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(step.change() == Change.OPENED).isEqualTo(before == null);
            assertThat(before == null || before.change() != Change.CLEARED).isTrue();
            if (step.change() == Change.OPENED) {
                assertThat(step.evidence()).isNotNull();
                assertThat(step.evidence().numbers()).isNotEmpty();
            }
        }
    }

    /** The last good value up to a second, not older than so many seconds. */
    private static double last(List<Said> day, String device, long second, int fresh) {
        double last = Double.NaN;
        for (Said said : day) {
            if (said.device().equals(device)
                    && said.second() <= second
                    && said.second() >= second - fresh
                    && (said.quality() == Quality.GOOD || device.equals("fan-1"))) {
                last = said.value();
            }
        }
        return last;
    }

    @Provide
    Arbitrary<List<Said>> days() {
        Arbitrary<Said> said = Combinators.combine(
                        Arbitraries.of("gas-1", "gas-1", "gas-2", "gas-2", "fan-1", "camera-1"),
                        Arbitraries.of(0.0, 0.0, 0.2, 0.6, 0.9, 1.2, 1.9),
                        Arbitraries.of(Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.CALIBRATING, Quality.BAD))
                .as((device, value, quality) -> new Said(0, device, value, quality));
        return Combinators.combine(
                        said.list().ofMinSize(1).ofMaxSize(60),
                        Arbitraries.integers().between(1, 20).list().ofSize(60))
                .as((all, gaps) -> {
                    var day = new ArrayList<Said>();
                    int second = 0;
                    for (int i = 0; i < all.size(); i++) {
                        second += gaps.get(i);
                        Said one = all.get(i);
                        day.add(new Said(second, one.device(), one.value(), one.quality()));
                    }
                    return day;
                });
    }
}
