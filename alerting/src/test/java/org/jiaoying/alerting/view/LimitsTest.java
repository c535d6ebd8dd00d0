package org.jiaoying.alerting.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.rule.RuleParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static List<Limits.Limit> limits(String condition, Map<String, String> attributes) {
        String rule = """
                {"id": "r", "hazard": "gas", "title": {"zh": "t", "en": "t"}, "clause": "c", "from": "2020-01-01",
                 "subject": {"quantity": "ch4"}, %s, "say": {"zh": "s", "en": "s"},
                 "advice": {"zh": "a", "en": "a"}}
                """.formatted(condition);
        return Limits.of(RuleParser.rule("r", rule).condition(), name -> Optional.ofNullable(attributes.get(name)));
    }

    @Test
    @DisplayName(
            "A threshold's limits are its literals and what the register gives its names; without one there is none")
    void threshold() {
        String condition = """
                "kind": "threshold", "side": "above", "levels": {"yellow": 0.8, "orange": "alarm", "red": "cut"}""";

        assertThat(limits(condition, Map.of("alarm", "1.0")))
                .containsExactly(new Limits.Limit(Level.YELLOW, 0.8, true), new Limits.Limit(Level.ORANGE, 1.0, true));
        assertThat(limits(condition, Map.of("alarm", "-0.01", "cut", "many")))
                .containsExactly(new Limits.Limit(Level.YELLOW, 0.8, true));
    }

    @Test
    @DisplayName("A limit from below is one from below; a rate or a silence has no line on the curve")
    void otherKinds() {
        assertThat(limits("\"kind\": \"threshold\", \"side\": \"below\", \"levels\": {\"red\": 18}", Map.of()))
                .containsExactly(new Limits.Limit(Level.RED, 18, false));
        assertThat(limits("\"kind\": \"absence\", \"level\": \"blue\", \"after\": \"5m\"", Map.of()))
                .isEmpty();
    }
}
