package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.Normal;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;

/** The demo sensor's usual value is 0.4 by day and 0.2 by night, give or take 0.02; nothing is known of the hour from 4 to 5. */
class BaselineTest {
    private static final int QUARTER = 900;
    private static final Baseline USUAL = usual();

    private static Baseline usual() {
        var cells = new HashMap<String, Normal>();
        for (int hour = 0; hour < 24; hour++) {
            if (hour != 4) {
                double median = hour >= 8 && hour < 20 ? 0.4 : 0.2;
                for (DayType day : new DayType[] {DayType.WORKDAY, DayType.WEEKEND}) {
                    cells.put(Baseline.cell(Baseline.ORDINARY, day, hour), new Normal(median, 0.02, 100));
                    cells.put(Baseline.cell("maintenance", day, hour), new Normal(0.8, 0.02, 100));
                }
            }
        }
        return new Baseline(Mine.SENSOR, "ch4", 7, Instant.EPOCH, Instant.EPOCH, ZoneId.of("Asia/Shanghai"), cells);
    }

    private static Rule rule(String fields) {
        return Mine.rule("usual", "baseline", fields);
    }

    private static Mine mine(Rule rule, DeclaredWindow... windows) {
        var mine = new Mine(rule);
        mine.becomes(Planner.plan(
                Mine.device(Map.of()),
                Mine.site(windows),
                null,
                List.of(new VersionedRule(1, rule)),
                Map.of(USUAL.key(), USUAL)::get));
        return mine;
    }

    @Test
    void awayInThreeOfFourIntervalsIsFoundAndBackInAllIsOver() {
        // The start is 8 o'clock at the site.
        Mine mine = mine(rule("side: below, levels: {yellow: 4, red: 10}, times: 3, of: 4"));
        double[] values = {0.4, 0.31, 0.39, 0.31, 0.3, 0.41, 0.4, 0.4, 0.4, 0.4};
        for (int i = 0; i < values.length; i++) {
            mine.sends(i * QUARTER, values[i]);
        }

        assertThat(mine.story()).containsExactly("OPENED yellow @3600 5", "CLEARED yellow @7200 0");
        assertThat(mine.transitions.get(0).limit()).isEqualTo(4.0);
        assertThat(mine.transitions.get(0).evidence().numbers())
                .containsEntry("normal", 0.4)
                .containsEntry("reading", 0.3);
        assertThat(mine.transitions.get(0).evidence().text().en()).contains("0.4 % is usual (baseline version 7)");
    }

    @Test
    void whatIsUsualByNightIsNotByDay() {
        Mine mine = mine(rule("side: both, levels: {yellow: 4}"));
        mine.sends(11 * 3600, 0.4)
                .sends(12.5 * 3600, 0.2)
                .sends(23.5 * 3600, 0.2)
                .sends(24.5 * 3600, 0.2);

        assertThat(mine.story()).containsExactly("OPENED yellow @88200 10");
    }

    @Test
    void anHourOfWhichNothingIsKnownProvesNothing() {
        Mine mine = mine(rule("side: both, levels: {yellow: 4}"));
        mine.sends(20.5 * 3600, 4.0);

        assertThat(mine.story()).isEmpty();
    }

    @Test
    void inADeclaredWindowTheNormalOfThatStateCounts() {
        var maintenance = new DeclaredWindow("maintenance", Mine.at(0), Mine.at(3600), "new pump");
        Mine mine = mine(rule("side: both, levels: {yellow: 4}"), maintenance);
        mine.sends(0, 0.8).sends(3601, 0.8);

        assertThat(mine.story()).containsExactly("OPENED yellow @3601 20");
    }

    @Test
    void theLeastDeviationKeepsAQuietPointFromWarningOfNothing() {
        Mine mine = mine(rule("side: both, levels: {yellow: 4}, least: 0.05"));
        mine.sends(0, 0.55).sends(QUARTER, 0.61);

        assertThat(mine.story()).containsExactly("OPENED yellow @900 4.2");
    }

    @Test
    void withoutABaselineTheRuleIsUnresolvedAndSaysSo() {
        DevicePlan plan = Mine.plan(Mine.device(Map.of()), rule("side: both, levels: {yellow: 4}"));

        assertThat(plan.unresolved()).extracting(DevicePlan.Unresolved::why).containsExactly("no baseline is learned");
    }
}
