package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulePacksTest {

    @Test
    void noTwoRulesOfAllPacksHaveOneId() {
        assertThat(RulePacks.all())
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .contains("ch4-limit", "slope-velocity", "power-stopped");
    }

    @Test
    void everyRuleCitesItsClauseAndSurvivesTheWayThroughJson() {
        for (Rule rule : RulePacks.all()) {
            assertThat(rule.clause()).hasSizeGreaterThan(10);
            assertThat(RuleParser.rule("json", RuleJson.write(rule))).isEqualTo(rule);
        }
    }

    @Test
    void everySentenceFillsItsPlacesInBothLanguages() {
        for (Rule rule : RulePacks.all()) {
            assertThat(Sentence.places(rule.say())).isNotEmpty();
            assertThat(List.of(
                            rule.say().zh(),
                            rule.say().en(),
                            rule.advice().zh(),
                            rule.advice().en()))
                    .allSatisfy(words -> assertThat(words).isNotBlank());
        }
    }

    @Test
    void anUnknownPackIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> RulePacks.load("../rules/power")).hasMessageContaining("coal-mine-gas");
    }
}
