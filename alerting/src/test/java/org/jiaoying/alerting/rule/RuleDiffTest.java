package org.jiaoying.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RuleDiffTest {

    @Test
    void eachFieldThatDiffersIsNamedByItsPath() {
        var from =
                new JsonObject("{\"side\": \"above\", \"levels\": {\"red\": 3.0, \"orange\": \"cut\"}, \"times\": 2}");
        var to = new JsonObject(
                "{\"side\": \"above\", \"levels\": {\"red\": 2.5, \"orange\": \"cut\"}, \"for\": \"10s\"}");

        assertThat(RuleDiff.between(from, to))
                .containsExactly(
                        new RuleDiff("for", null, "10s"),
                        new RuleDiff("levels.red", 3.0, 2.5),
                        new RuleDiff("times", 2, null));
        assertThat(RuleDiff.between(to, to)).isEmpty();
    }
}
