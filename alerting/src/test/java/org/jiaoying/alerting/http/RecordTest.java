package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jiaoying.alerting.Actor;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    @DisplayName(
            "The record tells what was found, who was called and answered, with masked numbers and the steps that prove it")
    void theRecord() throws Exception {
        served.engine.take("b1", 1, Change.OPENED, Level.RED);
        served.engine.pass(Duration.ofMinutes(7));
        String id = served.engine.rows("select id from warning").get(0);
        await(served.engine.desk.acknowledge(id, Actor.account("officer"), "zhang", "<script>alert('电话接通')</script>"));
        served.engine.pass(Duration.ofMinutes(30));

        HttpResponse<String> page = served.get("/api/v1/warnings/" + id + "/record")
                .as(Served.OFFICER)
                .send();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.body())
                .contains("叫应记录", id, "张伟", "红色", "86138****0001", "代录：officer", "预警发生")
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "13800000001", "演练", "CHASE_STARTED");
        assertThat(served.get("/api/v1/warnings/" + id + "/record")
                        .as(Served.SLOPE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("The record of a drill says so")
    void ofADrill() {
        JsonObject started = served.post(
                        "/api/v1/drills",
                        new JsonObject()
                                .put("site", "demo-mine/north")
                                .put("hazard", "gas")
                                .put("scenario", "假设瓦斯超限"))
                .as(Served.OFFICER)
                .json();
        assertThat(served.get("/api/v1/warnings/" + started.getString("id") + "/record")
                        .as(Served.OFFICER)
                        .send()
                        .body())
                .contains("并非真实险情");
    }
}
