package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands around a warning. */
class SurroundingsTest {
    private static String open(Served served) {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ZERO);
        return served.engine.rows("select id from warning").get(0);
    }

    @Test
    @DisplayName("The rule with its clause and what to do, who is in the zone, the points beside, and what cameras saw")
    void allOfIt() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            served.rule();
            served.device("gas-2", "甲烷传感器 2 号", "face");
            served.device("cam-1", "掘进面摄像机", "face");
            served.device("far-1", "风井传感器", "shaft");
            JsonObject around = served.get("/api/v1/warnings/" + open(served) + "/surroundings")
                    .as(Served.OFFICER)
                    .json();

            assertThat(around.getJsonObject("rule").getString("clause")).isEqualTo("AQ 6201-2019");
            assertThat(around.getJsonObject("rule").getJsonObject("advice").getString("zh"))
                    .isEqualTo("断电撤人");
            assertThat(around.getJsonObject("people"))
                    .isEqualTo(new JsonObject("{\"zone\": 2, \"site\": 4, \"sos\": 1}"));
            assertThat(around.getJsonArray("neighbours").stream().map(one -> ((JsonObject) one).getString("device")))
                    .containsExactlyInAnyOrder("gas-2", "cam-1");
            assertThat(around.getJsonArray("neighbours").getJsonObject(0).getDouble("value"))
                    .isNotNull();
            JsonArray scenes = around.getJsonArray("scenes");
            assertThat(scenes).hasSize(1);
            assertThat(scenes.getJsonObject(0).getJsonObject("deviceName").getString("zh"))
                    .isEqualTo("掘进面摄像机");
        }
    }

    @Test
    @DisplayName("Without a history nobody is said to be there, and nothing to be calm: it is unknown")
    void unknownIsNotNobody() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            served.device("gas-2", "甲烷传感器 2 号", "face");
            history.fail();
            String id = open(served);
            JsonObject around = served.get("/api/v1/warnings/" + id + "/surroundings")
                    .as(Served.MINE)
                    .json();

            assertThat(around.getValue("people")).isNull();
            assertThat(around.getValue("scenes")).isNull();
            assertThat(around.getValue("rule")).isNull();
            assertThat(around.getJsonArray("neighbours").getJsonObject(0).getBoolean("known"))
                    .isFalse();
            assertThat(served.get("/api/v1/sites/demo-mine/north/people")
                            .as(Served.MINE)
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    @DisplayName("Heads are counted by zone, for whoever may see the site")
    void headcount() {
        try (var history = FakeHistory.rising();
                var served = Served.fresh(history.url())) {
            JsonObject count = served.get("/api/v1/sites/demo-mine/north/people")
                    .as(Served.MINE)
                    .json();

            assertThat(count.getInteger("total")).isEqualTo(4);
            assertThat(count.getJsonArray("zones")).isEqualTo(new JsonArray("""
                    [{"zone": null, "people": 1}, {"zone": "face", "people": 2}, {"zone": "shaft", "people": 1}]"""));
            assertThat(served.get("/api/v1/sites/demo-mine/north/people")
                            .as(Served.SLOPE)
                            .status())
                    .isEqualTo(404);
            assertThat(served.get("/api/v1/warnings/" + open(served) + "/surroundings")
                            .as(Served.SLOPE)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("What rests is woken before its time: people who have not answered are called anew")
    void unshelved() {
        try (var served = Served.fresh()) {
            String id = open(served);
            JsonObject reason = new JsonObject().put("reason", "标校已结束");
            String wake = "/api/v1/warnings/" + id + "/unshelve";
            assertThat(served.post(wake, reason).as(Served.OFFICER).status()).isEqualTo(409);
            served.post(
                            "/api/v1/warnings/" + id + "/shelve",
                            new JsonObject().put("minutes", 60).put("reason", "标校"))
                    .as(Served.OFFICER)
                    .send();
            served.engine.pass(Duration.ofMinutes(5));

            assertThat(served.post(wake, reason).as(Served.OFFICER).status()).isEqualTo(204);

            JsonObject warning =
                    served.get("/api/v1/warnings/" + id).as(Served.OFFICER).json();
            assertThat(warning.getValue("shelvedUntil")).isNull();
            assertThat(served.engine.rows("select chase from warning")).containsExactly("2");
            assertThat(warning.getJsonArray("steps").encode()).contains("warning.unshelved", "标校已结束");
        }
    }
}
