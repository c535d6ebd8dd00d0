package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.junit.jupiter.api.Test;

class FailingRuleTest {

    @Test
    void aRuleThatThrowsIsReportedAndTheOthersRunOn() {
        var failing = new Detector() {
            @Override
            public DetectorState step(DetectorState before, long at, double value) {
                throw new ArithmeticException("divided by nothing");
            }

            @Override
            public String memory() {
                return "nothing";
            }

            @Override
            public double limit(Level level) {
                return 0;
            }
        };
        var mine = new Mine(Mine.limits());
        Watch sound = Mine.plan(Mine.device(Map.of("alarm", "1.0")), Mine.limits())
                .watches("ch4")
                .get(0);
        Watch broken = new Watch(
                Mine.threshold("levels: {red: 1}"), 7, failing, sound.subject(), "%", Map.of(), 0, null, List.of());
        mine.becomes(new DevicePlan(Map.of("ch4", List.of(broken, sound)), List.of(), List.of(), new Wanted()));

        mine.sends(0, 1.6);

        assertThat(mine.last.failures)
                .containsExactly(
                        new Findings.Failure("ch4-limit", 7, "java.lang.ArithmeticException: divided by nothing"));
        assertThat(mine.story()).hasSize(1);
        mine.sends(-1, 0.2).sends(1, 0.2);
        assertThat(mine.story()).hasSize(2);
    }

    @Test
    void aRuleWhoseFigureIsNoNumberFailsAloneAndTellsNobodyNonsense() {
        var nonsense = new Detector() {
            @Override
            public DetectorState step(DetectorState before, long at, double value) {
                return DetectorState.of(Level.RED);
            }

            @Override
            public double measured(DetectorState state, double value) {
                return Double.NaN;
            }

            @Override
            public String memory() {
                return "nonsense";
            }

            @Override
            public double limit(Level level) {
                return 0;
            }
        };
        var mine = new Mine(Mine.limits());
        Watch sound = Mine.plan(Mine.device(Map.of("alarm", "1.0")), Mine.limits())
                .watches("ch4")
                .get(0);
        Watch broken = new Watch(
                Mine.rule("nonsense", "threshold", "side: above, levels: {red: 1}"),
                7,
                nonsense,
                sound.subject(),
                "%",
                Map.of(),
                0,
                null,
                List.of());
        mine.becomes(new DevicePlan(Map.of("ch4", List.of(broken, sound)), List.of(), List.of(), new Wanted()));

        mine.sends(0, 1.6);

        assertThat(mine.last.failures).extracting(Findings.Failure::ruleId).containsExactly("nonsense");
        assertThat(mine.story()).hasSize(1);
    }
}
