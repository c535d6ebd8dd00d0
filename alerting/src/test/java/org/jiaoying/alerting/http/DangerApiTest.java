package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DangerApiTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private JsonObject post(String account, String path, JsonObject body) {
        return served.post("/api/v1" + path, body).as(account).json();
    }

    private int step(String account, int danger, String event, String deadline) {
        var body = new JsonObject().put("event", event).put("note", "现场核实");
        if (deadline != null) {
            body.put("deadline", deadline);
        }
        return served.post("/api/v1/dangers/" + danger + "/steps", body)
                .as(account)
                .status();
    }

    private JsonObject danger(int id) {
        return served.get("/api/v1/dangers/" + id).as(Served.OFFICER).json();
    }

    private static JsonObject finding(String enterprise) {
        return new JsonObject()
                .put("enterprise", enterprise)
                .put("site", enterprise.equals("demo-mine") ? "north" : "east")
                .put("what", "局部通风机无备用电源");
    }

    @Test
    @DisplayName(
            "A danger is found, ordered, rectified by the enterprise, sent back, rectified again, verified and closed; each on record")
    void theClosedLoop() {
        JsonObject inspection = post(
                Served.OFFICER,
                "/inspections",
                new JsonObject()
                        .put("kind", "department")
                        .put("enterprise", "demo-mine")
                        .put("inspector", "县应急管理局"));
        int id = post(
                        Served.OFFICER,
                        "/dangers",
                        finding("demo-mine")
                                .put("inspection", inspection.getInteger("id"))
                                .put("grave", true))
                .getInteger("id");

        assertThat(step(Served.OFFICER, id, "order", "2026-03-05")).isEqualTo(204);
        assertThat(danger(id).getBoolean("overdue")).isFalse();
        served.engine.pass(Duration.ofDays(5));
        assertThat(danger(id).getBoolean("overdue")).isTrue();
        assertThat(served.get("/api/v1/dangers?state=overdue")
                        .as(Served.OFFICER)
                        .json()
                        .getJsonArray("items"))
                .hasSize(1);
        assertThat(step(Served.MINE, id, "rectify", null)).isEqualTo(204);
        assertThat(danger(id).getBoolean("overdue")).isFalse();
        assertThat(danger(id).getString("rectifiedOn")).isEqualTo("2026-03-06");
        assertThat(step(Served.OFFICER, id, "send-back", "2026-03-09")).isEqualTo(204);
        assertThat(danger(id).getString("rectifiedOn")).isNull();
        assertThat(step(Served.MINE, id, "rectify", null)).isEqualTo(204);
        assertThat(step(Served.OFFICER, id, "close", null)).isEqualTo(409);
        assertThat(step(Served.OFFICER, id, "verify", null)).isEqualTo(204);
        assertThat(step(Served.ADMIN, id, "close", null)).isEqualTo(204);

        JsonObject closed = danger(id);
        assertThat(closed.getString("state")).isEqualTo("closed");
        assertThat(closed.getString("foundBy")).isEqualTo("department");
        assertThat(closed.getJsonArray("steps").stream().map(one -> ((JsonObject) one).getString("event")))
                .containsExactly("found", "order", "rectify", "send-back", "rectify", "verify", "close");
        assertThat(served.engine.rows("select action from audit where subject = 'danger-" + id + "' order by seq"))
                .containsExactly(
                        "danger.found",
                        "danger.order",
                        "danger.rectify",
                        "danger.send-back",
                        "danger.rectify",
                        "danger.verify",
                        "danger.close");
    }

    @Test
    @DisplayName(
            "An enterprise sees and enters its own only: its inspections of itself, what they found, and what it rectified")
    void enterprisesOwn() {
        var self = new JsonObject()
                .put("kind", "self")
                .put("enterprise", "demo-mine")
                .put("inspector", "安全科");
        int own = post(Served.MINE, "/inspections", self).getInteger("id");
        assertThat(post(Served.SLOPE, "/inspections", self).getInteger("status-code"))
                .isEqualTo(422);
        assertThat(post(Served.MINE, "/inspections", self.copy().put("kind", "department"))
                        .getInteger("status-code"))
                .isEqualTo(422);

        JsonObject unattached = post(Served.MINE, "/dangers", finding("demo-mine"));
        assertThat(unattached.getString("detail")).contains("请先登记自查");
        int danger = post(Served.MINE, "/dangers", finding("demo-mine").put("inspection", own))
                .getInteger("id");
        assertThat(post(Served.SLOPE, "/dangers", finding("demo-slope").put("inspection", own))
                        .getInteger("status-code"))
                .isEqualTo(422);

        assertThat(served.get("/api/v1/dangers/" + danger).as(Served.SLOPE).status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/inspections/" + own).as(Served.SLOPE).status())
                .isEqualTo(404);
        assertThat(served.get("/api/v1/dangers?enterprise=demo-mine")
                        .as(Served.SLOPE)
                        .json()
                        .getJsonArray("items"))
                .isEmpty();
        assertThat(step(Served.SLOPE, danger, "rectify", null)).isEqualTo(404);
        assertThat(step(Served.MINE, danger, "withdraw", null)).isEqualTo(422);
        assertThat(step(Served.MINE, danger, "rectify", null)).isEqualTo(204);
        assertThat(step(Served.MINE, danger, "verify", null)).isEqualTo(422);
        assertThat(served.get("/api/v1/dangers").as(Served.ZHANG).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("A warning opens a danger of its own enterprise, and the two stay linked")
    void fromAWarning() {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        String warning = served.engine.rows("select id from warning").get(0);
        assertThat(post(Served.OFFICER, "/dangers", finding("demo-slope").put("warning", warning))
                        .getInteger("status-code"))
                .isEqualTo(422);
        assertThat(post(Served.OFFICER, "/dangers", finding("demo-mine").put("warning", "W-none"))
                        .getInteger("status-code"))
                .isEqualTo(422);
        int id = post(Served.OFFICER, "/dangers", finding("demo-mine").put("warning", warning))
                .getInteger("id");

        assertThat(danger(id).getString("warning")).isEqualTo(warning);
        assertThat(danger(id).getString("foundBy")).isEqualTo("monitoring");
        assertThat(served.get("/api/v1/dangers?state=all&warning=" + warning)
                        .as(Served.OFFICER)
                        .json()
                        .getJsonArray("items"))
                .hasSize(1);
    }

    @Test
    @DisplayName("What cannot be so is refused, in words; what is entered by mistake is withdrawn and stays on record")
    void refusals() {
        var round = new JsonObject().put("kind", "government").put("inspector", "副县长");
        int id = post(Served.OFFICER, "/inspections", round).getInteger("id");
        for (JsonObject wrong : List.of(
                round.copy().put("kind", "department"),
                round.copy().put("enterprise", "nobody"),
                round.copy().put("day", "2026-03-02"),
                round.copy().put("enterprise", "demo-mine").put("site", "nowhere"))) {
            assertThat(post(Served.OFFICER, "/inspections", wrong).getInteger("status-code"))
                    .as(wrong.encode())
                    .isEqualTo(422);
        }
        assertThat(post(Served.OFFICER, "/inspections", round.copy().put("day", "2026-02-30"))
                        .getInteger("status-code"))
                .isEqualTo(400);
        assertThat(post(
                                Served.OFFICER,
                                "/inspections/" + id + "/measures",
                                new JsonObject().put("kind", "stopped").put("note", "停产"))
                        .getString("detail"))
                .contains("部门督导检查");
        int danger = post(Served.OFFICER, "/dangers", finding("demo-mine").put("inspection", id))
                .getInteger("id");
        var reason = new JsonObject().put("reason", "重复登记");
        assertThat(post(Served.OFFICER, "/inspections/" + id + "/withdraw", reason)
                        .getInteger("status-code"))
                .isEqualTo(422);
        assertThat(step(Served.OFFICER, danger, "withdraw", null)).isEqualTo(204);
        assertThat(served.post("/api/v1/inspections/" + id + "/withdraw", reason)
                        .as(Served.OFFICER)
                        .status())
                .isEqualTo(204);
        assertThat(served.get("/api/v1/inspections/" + id)
                        .as(Served.OFFICER)
                        .json()
                        .getBoolean("withdrawn"))
                .isTrue();
    }
}
