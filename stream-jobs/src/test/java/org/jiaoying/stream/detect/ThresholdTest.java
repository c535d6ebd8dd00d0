package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest(name = "{0}: {2} → {3}")
    @CsvSource(delimiter = '|', textBlock = """
            the limit itself violates          | levels: {yellow: 1.0}                              | 0.99 1.0          | OPENED yellow @1 1
            the limit itself clears not        | levels: {yellow: 1.0}                              | 1.0 1.0 0.99      | OPENED yellow @0 1; CLEARED yellow @2 0.99
            an exclusive limit is still good   | levels: {yellow: 1.0}, edge: exclusive             | 1.0 1.01 1.0      | OPENED yellow @1 1.01; CLEARED yellow @2 1
            raised at once, by two levels      | levels: {yellow: 1.0, orange: 1.5, red: 3.0}       | 1.1 3.5           | OPENED yellow @0 1.1; RAISED red @1 3.5
            lowered to where it stands         | levels: {yellow: 1.0, orange: 1.5, red: 3.0}       | 3.5 1.2           | OPENED red @0 3.5; LOWERED yellow @1 1.2
            clears from any level              | levels: {yellow: 1.0, orange: 1.5, red: 3.0}       | 3.5 0.2           | OPENED red @0 3.5; CLEARED red @1 0.2
            held until the clear limit         | levels: {yellow: 1.0}, clear: 0.8                  | 1.0 0.9 0.8 0.79  | OPENED yellow @0 1; CLEARED yellow @3 0.79
            a level is left by the same margin | levels: {yellow: 1.0, orange: 1.5}, clear: 0.8     | 1.5 1.31 1.29     | OPENED orange @0 1.5; LOWERED yellow @2 1.29
            limits of the register             | levels: {yellow: alarm, orange: cut}, clear: restore | 1.0 1.5 1.0 0.9 | OPENED yellow @0 1; RAISED orange @1 1.5; LOWERED yellow @2 1; CLEARED yellow @3 0.9
            a clear limit on the bad side is the limit | levels: {yellow: 1.0}, clear: 2.0           | 1.0 0.99          | OPENED yellow @0 1; CLEARED yellow @1 0.99
            a level without limit is passed over | levels: {blue: nothing, red: 1.0}                | 1.0               | OPENED red @0 1
            three in a row                     | levels: {yellow: 1.0}, times: 3                    | 1 1 0 1 1 1 0     | OPENED yellow @5 1; CLEARED yellow @6 0
            in a row at the graver level       | levels: {yellow: 1.0, orange: 2.0}, times: 2       | 2 1 2 2           | OPENED yellow @1 1; RAISED orange @3 2
            three in four seconds              | levels: {yellow: 1.0}, times: 3, within: 4s        | 1 0 1 1           | OPENED yellow @3 1
            three in too long a time           | levels: {yellow: 1.0}, times: 3, within: 3s        | 1 0 1 1 0         |
            once cleared, counted anew         | levels: {yellow: 1.0}, times: 2, within: 9s        | 1 1 0 1 1         | OPENED yellow @1 1; CLEARED yellow @2 0; OPENED yellow @4 1
            for three seconds                  | levels: {yellow: 1.0}, for: 3s                     | 1 1 1 1           | OPENED yellow @3 1
            broken after two                   | levels: {yellow: 1.0}, for: 3s                     | 1 1 0.9 1 1 1     |
            for a time at each level           | levels: {yellow: 1.0, red: 2.0}, for: 2s           | 1 2 1 2 2 2       | OPENED yellow @2 1; RAISED red @5 2
            """)
    void aThresholdIsJudgedSampleBySample(String sentence, String fields, String values, String story) {
        assertThat(played(Mine.threshold(fields), values)).isEqualTo(steps(story));
    }

    @Test
    void belowIsTheMirrorOfAbove() {
        Rule rule = Mine.rule("wind", "threshold", "side: below, levels: {yellow: 0.5, red: 0.25}, clear: 0.6");

        assertThat(played(rule, "0.6 0.5 0.25 0.3 0.36 0.6 0.61"))
                .isEqualTo(steps(
                        "OPENED yellow @1 0.5; RAISED red @2 0.25; LOWERED yellow @4 0.36; CLEARED yellow @6 0.61"));
    }

    @Test
    void theSentenceNamesDevicePointValueAndLimitInBothLanguages() {
        var mine = new Mine(Mine.limits()).sends(0, 1.6).sends(1, 0.3);

        BreachTransition opened = mine.transitions.get(0);
        assertThat(opened.reason().zh()).isEqualTo("1号甲烷甲烷 1.6% 达到 1.5%");
        assertThat(opened.reason().en()).isEqualTo("Methane 1 CH4 1.6%, limit 1.5%");
        assertThat(opened.value()).isEqualTo(1.6);
        assertThat(opened.limit()).isEqualTo(1.5);
        assertThat(opened.unit()).isEqualTo("%");
        assertThat(opened.zone()).isEqualTo("w1203");
        assertThat(mine.transitions.get(1).reason().zh()).isEqualTo("甲烷超限解除：1号甲烷 甲烷 现值 0.3 %");
    }

    @Test
    void theIdFollowsFromTheCause() {
        var once = new Mine(Mine.limits()).sends(0, 1.6);
        var again = new Mine(Mine.limits()).sends(-5, 0.1).sends(0, 2.0);
        var later = new Mine(Mine.limits()).sends(1, 1.6);

        assertThat(again.transitions.get(0).breachId())
                .isEqualTo(once.transitions.get(0).breachId());
        assertThat(later.transitions.get(0).breachId())
                .isNotEqualTo(once.transitions.get(0).breachId());
    }

    @ParameterizedTest
    @CsvSource({"BAD", "CALIBRATING", "FAULT"})
    void onlyGoodValuesAreJudged(Quality quality) {
        var mine = new Mine(Mine.limits()).sends(0, 3.9, quality, TimeBasis.DEVICE);

        assertThat(mine.story()).isEmpty();
        assertThat(mine.last.notGood).isEqualTo(1);
    }

    @Test
    void aCalibratingDeviceIsNotJudgedForTwoHoursAtMost() {
        var mine = new Mine(Mine.limits())
                .says(0, Status.State.CALIBRATING)
                .sends(60, 1.8)
                .says(120, Status.State.ONLINE)
                .sends(121, 1.2)
                .sends(122, 0.1)
                .says(200, Status.State.CALIBRATING)
                .sends(200 + 7199, 1.9)
                .sends(200 + 7200, 1.9);

        assertThat(mine.story())
                .isEqualTo(steps("OPENED yellow @121 1.2; CLEARED yellow @122 0.1; OPENED orange @7400 1.9"));
    }

    @Test
    void backfillGoesToTheRecordAndRaisesNothingLive() {
        var mine = new Mine(Mine.limits())
                .sends(4000, 0.2)
                .sends(100, 1.2, Quality.GOOD, TimeBasis.LATE)
                .sends(101, 1.7, Quality.GOOD, TimeBasis.LATE)
                .sends(102, 0.2, Quality.GOOD, TimeBasis.LATE)
                .sends(103, 1.2, Quality.GOOD, TimeBasis.LATE)
                .sends(4001, 0.2);

        assertThat(mine.story())
                .isEqualTo(
                        steps("OPENED yellow @100 1.2 late; RAISED orange @101 1.7 late; CLEARED orange @102 0.2 late;"
                                + " OPENED yellow @103 1.2 late; CLEARED yellow @4001 late"));
    }

    @Test
    void olderThanTheReorderBoundIsLateToo() {
        var mine = new Mine(Mine.limits())
                .sends(0, 0.2)
                .sends(70, 0.2)
                .sends(140, 0.2)
                .sends(60, 1.2);

        assertThat(mine.story()).isEqualTo(steps("OPENED yellow @60 1.2 late"));
        assertThat(mine.last.late).isEqualTo(1);
    }

    @Test
    void aRuleSleepsOutsideItsWindows() {
        Rule rule = Mine.threshold("levels: {yellow: 1.0}, during: ordered-stop");
        var mine = new Mine(rule);
        mine.becomes(Planner.plan(
                Mine.device(Map.of()),
                Mine.site(new DeclaredWindow("ordered-stop", Mine.at(10), Mine.at(20), "")),
                null,
                List.of(new VersionedRule(1, rule))));
        for (int second = 8; second < 23; second++) {
            mine.sends(second, 2);
        }

        assertThat(mine.story()).isEqualTo(steps("OPENED yellow @10 2; CLEARED yellow @20 2"));
    }

    @Test
    void aRuleHoldsFromItsDayAtTheSite() {
        Rule rule = Mine.threshold("levels: {yellow: 1.0}");
        // 2020-02-01 at 00:00 in Shanghai is 16:00 of the day before in UTC.
        double start = (java.time.Instant.parse("2020-01-31T16:00:00Z").toEpochMilli() - Mine.START) / 1000.0;
        var mine = new Mine(rule).sends(start - 1, 2).sends(start, 2);

        assertThat(mine.transitions).hasSize(1);
        assertThat(mine.transitions.get(0).at()).isEqualTo(java.time.Instant.parse("2020-01-31T16:00:00Z"));
    }

    @Test
    void aChangedLimitIsJudgedWithTheNextSample() {
        var mine = new Mine(Mine.limits()).sends(0, 1.2);
        mine.becomes(Mine.plan(Mine.device(Map.of("alarm", "1.3", "cut", "1.5", "restore", "1.3")), Mine.limits()));
        mine.looks(1).sends(2, 1.2);

        assertThat(mine.story()).isEqualTo(steps("OPENED yellow @0 1.2; CLEARED yellow @2 1.2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            threshold | side: above, levels: {yellow: 1.0}
            threshold | side: above, levels: {yellow: 1.0}, for: 2s
            threshold | side: above, levels: {yellow: 1.0}, times: 3
            threshold | side: above, levels: {yellow: 1.0}, times: 3, within: 9s
            rate      | direction: fall, per: 1s, window: 4s, levels: {yellow: 0.1}
            """)
    void aRuleMayBecomeOfAnyOtherKindWhileItsBreachIsOpen(String kind, String fields) {
        for (Rule before : List.of(
                Mine.threshold("levels: {red: 0.5}"),
                Mine.threshold("levels: {red: 0.5}, for: 1s"),
                Mine.threshold("levels: {red: 0.5}, times: 2"),
                Mine.rule("ch4-limit", "rate", "direction: rise, per: 1s, window: 4s, levels: {red: 0.1}"))) {
            var mine =
                    new Mine(before).sends(0, 0.6).sends(1, 0.9).sends(2, 1.2).sends(3, 1.5);
            assertThat(mine.transitions).hasSize(1);
            mine.becomes(Mine.plan(Mine.device(Map.of()), Mine.rule("ch4-limit", kind, fields)));
            for (int second = 4; second < 20; second++) {
                mine.sends(second, 0.1);
                mine.sends(second - 1.5, 0.1);
                assertThat(mine.last.failures).isEmpty();
            }

            assertThat(mine.transitions.get(mine.transitions.size() - 1).change())
                    .isEqualTo(BreachTransition.Change.CLEARED);
        }
    }

    @Test
    void aWithdrawnRuleClearsItsBreachesAndSaysWhy() {
        var mine = new Mine(Mine.limits()).sends(0, 1.2);
        mine.becomes(Mine.plan(Mine.device(Map.of())));
        mine.looks(1).looks(2);

        assertThat(mine.story()).isEqualTo(steps("OPENED yellow @0 1.2; CLEARED yellow @1"));
        assertThat(mine.transitions.get(1).revision()).isEqualTo(2);
        assertThat(mine.transitions.get(1).reason().en()).contains("withdrawn");
    }

    @Test
    void whileABreachIsOpenTheDeviceIsLookedAtEachSecond() {
        var mine = new Mine(Mine.limits());
        assertThat(mine.nextLook(0)).isEqualTo(Long.MAX_VALUE);
        mine.sends(0, 1.2);
        assertThat(mine.nextLook(0)).isEqualTo(Mine.START + 1000);
        mine.sends(1, 0.2);
        assertThat(mine.nextLook(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRuleWhoseLimitsAreNowhereIsReported() {
        DevicePlan plan = Mine.plan(
                Mine.device(Map.of()),
                Mine.rule("a", "threshold", "side: above, levels: {yellow: warn, red: stop}"),
                Mine.rule("b", "threshold", "side: above, levels: {yellow: warn, red: 3}"));

        assertThat(plan.unresolved())
                .containsExactly(
                        new DevicePlan.Unresolved("a", 1, "demo-mine/north/gas-t1/ch4", "attribute 'warn' is missing"),
                        new DevicePlan.Unresolved("a", 1, "demo-mine/north/gas-t1/ch4", "attribute 'stop' is missing"));
    }

    @Test
    void aLimitThatIsNoNumberIsReportedAndOneThatMeansNoneIsNot() {
        DevicePlan malformed = Mine.plan(Mine.device(Map.of("alarm", "1,0", "cut", "1.5")), Mine.limits());
        DevicePlan none = Mine.plan(Mine.device(Map.of("alarm", "-0.01", "cut", "null")), Mine.limits());

        assertThat(malformed.unresolved())
                .singleElement()
                .satisfies(fault -> assertThat(fault.why()).contains("'1,0' is not a number"));
        assertThat(none.unresolved()).isEmpty();
    }

    @Test
    void theNearestAttributeWins() {
        var byPoint = new Mine(ReorderBound.DEFAULT, Mine.device(Map.of("alarm", "1.0")), Mine.limits());
        var byZone = new Mine(ReorderBound.DEFAULT, Mine.device(Map.of()), Mine.limits());

        assertThat(byPoint.sends(0, 0.95).story()).isEmpty();
        assertThat(byZone.sends(0, 0.95).story()).isEqualTo(steps("OPENED yellow @0 0.95"));
    }

    private static List<String> played(Rule rule, String values) {
        var mine = new Mine(rule);
        int second = 0;
        for (String value : values.split(" ")) {
            mine.sends(second++, Double.parseDouble(value));
        }
        return mine.story();
    }

    private static List<String> steps(String story) {
        return story == null || story.isBlank() ? List.of() : Arrays.asList(story.split("; ?"));
    }
}
