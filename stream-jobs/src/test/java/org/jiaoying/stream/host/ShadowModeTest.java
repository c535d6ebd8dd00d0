package org.jiaoying.stream.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.log.TableEntry;
import org.junit.jupiter.api.Test;

class ShadowModeTest {
    private static final TableEntry SITE = Harness.register(0, 1, Mine.site());
    private static final TableEntry SENSOR =
            Harness.register(1, 1, Mine.device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0")));

    private static TableEntry limits(long offset, int version, Rule.Mode mode) {
        String json = RuleJson.write(Mine.limits());
        String document = json.substring(0, json.length() - 1) + ",\"mode\":\"" + mode.code() + "\"}";
        return Harness.rule(offset, version, "ch4-limit", document);
    }

    @Test
    void aRuleInShadowRecordsUnderItsOwnIdAndIsMarked() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, limits(0, 1, Rule.Mode.SHADOW)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);

            assertThat(harness.steps()).singleElement().satisfies(step -> {
                assertThat(step.shadow()).isTrue();
                assertThat(step.ruleId()).isEqualTo("ch4-limit");
            });
        }
    }

    @Test
    void aRuleThatGoesLiveEndsItsShadowAndWarnsOfADangerThatIsThere() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, limits(0, 1, Rule.Mode.SHADOW)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.table(limits(1, 2, Rule.Mode.LIVE));
            harness.ch4(Mine.SENSOR, Mine.at(1), 1.6);
            harness.time(Mine.at(3));

            assertThat(harness.steps())
                    .extracting(step -> (step.shadow() ? "shadow " : "live ") + step.change())
                    .containsExactly("shadow OPENED", "live OPENED", "shadow CLEARED");
            assertThat(harness.steps().get(0).breachId())
                    .isEqualTo(harness.steps().get(2).breachId())
                    .isNotEqualTo(harness.steps().get(1).breachId());
        }
    }

    @Test
    void aRuleThatIsOffJudgesNothingAndItsOpenBreachClears() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, limits(0, 1, Rule.Mode.LIVE)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.table(limits(1, 2, Rule.Mode.OFF));
            harness.time(Mine.at(3));
            harness.ch4(Mine.SENSOR, Mine.at(4), 1.6);

            assertThat(harness.story()).containsExactly("OPENED orange 1", "CLEARED orange 2");
        }
    }

    @Test
    void aFaultOfARuleInShadowNamesTheRuleThatPeopleKnow() throws Exception {
        TableEntry bare = Harness.register(1, 1, Mine.device(Map.of()));
        var rule = Mine.threshold("levels: {orange: cut}");
        String json = RuleJson.write(rule);
        String document = json.substring(0, json.length() - 1) + ",\"mode\":\"shadow\"}";
        try (var harness = new Harness(List.of(SITE, bare, Harness.rule(0, 1, rule.id(), document)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);

            assertThat(harness.faults()).extracting(RuleFault::ruleId).containsExactly(rule.id());
        }
    }
}
