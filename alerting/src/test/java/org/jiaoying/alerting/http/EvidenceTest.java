package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static String open(Served served) {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.clock.advance(Duration.ofMinutes(5));
        return served.engine.rows("select id from warning").get(0);
    }

    private static JsonObject evidence(Served served, String id, String query) {
        return served.get("/api/v1/warnings/" + id + "/evidence" + query)
                .as(Served.MINE)
                .json();
    }

    @Test
    @DisplayName(
            "The curve spans the time before the breach until now, with the limits that the register gives the rule")
    void curveWithLimits() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            served.rule();
            JsonObject evidence = evidence(served, open(served), "?points=300");

            assertThat(evidence.getInteger("status-code")).as(evidence.encode()).isEqualTo(200);
            assertThat(history.asked().get(0)).contains("device=demo-mine%2Fnorth%2Fgas-1", "point=ch4", "points=300");
            assertThat(evidence.getString("from")).isEqualTo("2026-02-28T23:45:00Z");
            assertThat(evidence.getString("to")).isEqualTo("2026-03-01T00:05:00Z");
            assertThat(evidence.getJsonArray("limits")).isEqualTo(new JsonArray("""
                            [{"level": "yellow", "value": 0.8, "direction": "above"},
                             {"level": "orange", "value": 1.0, "direction": "above"},
                             {"level": "red", "value": 1.5, "direction": "above"}]
                            """));
            assertThat(evidence.getJsonArray("values").size()).isEqualTo(120);
        }
    }

    @Test
    @DisplayName("Without the rule the breach's own limit is shown")
    void ownLimit() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            JsonObject evidence = evidence(served, open(served), "");

            assertThat(evidence.getJsonArray("limits").getJsonObject(0).getDouble("value"))
                    .isEqualTo(1.5);
        }
    }

    @Test
    @DisplayName("A history that fails, or none, is said to be unavailable; the warning itself is not affected")
    void unavailableHistory() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            history.fail();
            String id = open(served);
            assertThat(evidence(served, id, "").getString("code")).isEqualTo("no-history");
            assertThat(served.get("/api/v1/warnings/" + id).as(Served.MINE).status())
                    .isEqualTo(200);
        }
        try (var served = Served.fresh()) {
            assertThat(evidence(served, open(served), "").getInteger("status-code"))
                    .isEqualTo(503);
        }
    }
}
