package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trying a rule on stored history over the API. */
class BacktestApiTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String EDITED = """
            {"id": "%s", "hazard": "gas", "title": {"zh": "甲烷超限", "en": "Methane over its limit"},
             "clause": "AQ 6201-2019", "from": "2020-01-01", "subject": {"quantity": "ch4"}, "kind": "threshold",
             "side": "above", "levels": %s, "say": {"zh": "甲烷", "en": "Methane"}, "mode": "shadow",
             "advice": {"zh": "断电撤人", "en": "Cut power"}}
            """;

    private FakeBacktests backtests;
    private FakeHistory history;
    private Served served;

    @BeforeEach
    void open() {
        backtests = FakeBacktests.open();
        history = FakeHistory.rising();
        served = Served.fresh(history.url());
        served.serveWithBacktests(backtests.url());
        served.rule();
    }

    @AfterEach
    void close() {
        served.close();
        history.close();
        backtests.close();
    }

    private JsonObject tried(JsonObject body) {
        return served.post("/api/v1/rules/backtest", body).as(Served.OFFICER).json();
    }

    private static JsonObject edit(String id, String levels) {
        return new JsonObject().put("document", EDITED.formatted(id, levels));
    }

    @Test
    @DisplayName(
            "An edit is compared with the version in force: what is new, graver, gone, and who would be called how often")
    void anEditIsCompared() {
        JsonObject found = tried(edit("gas-limit", "{\"yellow\": 0.7, \"orange\": 1.1}"));

        assertThat(found.getInteger("status-code")).as(found.encode()).isEqualTo(200);
        assertThat(found.getJsonObject("present").encode()).isEqualTo("{\"version\":1,\"mode\":\"live\"}");
        assertThat(found.getInteger("messages")).isEqualTo(1_440);
        assertThat(found.getJsonObject("before").getInteger("warnings")).isEqualTo(2);
        assertThat(found.getJsonObject("after").getInteger("warnings")).isEqualTo(3);
        assertThat(found.getJsonObject("after").getJsonObject("levels").getInteger("orange"))
                .isEqualTo(1);
        assertThat(changes(found)).containsExactly("new", "same", "raised");
        JsonObject last = found.getJsonArray("warnings").getJsonObject(2);
        assertThat(last.getString("levelBefore")).isEqualTo("yellow");
        assertThat(last.getJsonArray("points").getJsonObject(0).getString("zh")).isEqualTo("甲烷传感器 1 号 · 甲烷");
        JsonObject load = found.getJsonArray("load").getJsonObject(0);
        // The orange one calls once more than the yellow one did: raising the level starts the chain of that level.
        assertThat(load.getInteger("before")).isEqualTo(2);
        assertThat(load.getInteger("after")).isEqualTo(4);
        JsonObject curve = found.getJsonObject("curve");
        assertThat(curve.getJsonArray("limits").encode()).contains("0.7", "1.1", "above");
        assertThat(curve.getJsonArray("values")).isNotEmpty();
        assertThat(curve.getJsonArray("openings")).hasSize(3);
        assertThat(served.engine.rows("select version from rule_version")).containsExactly("1");
    }

    @Test
    @DisplayName("Both are tried as if they were live, on the last day of the clock unless another time is asked for")
    void whatIsAsked() {
        tried(edit("gas-limit", "{\"yellow\": 0.7}"));
        tried(edit("gas-limit", "{\"yellow\": 0.7}")
                .put("site", "demo-mine/north")
                .put("from", "2026-02-27T08:00:00+08:00")
                .put("to", "2027-01-01T00:00:00Z"));

        JsonObject usual = backtests.asked().get(0);
        assertThat(usual.getString("from")).isEqualTo("2026-02-28T00:00:00Z");
        assertThat(usual.getString("to")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(usual.getString("site")).isNull();
        assertThat(usual.getJsonArray("rules")).hasSize(2).noneMatch(rule -> ((String) rule).contains("shadow"));
        JsonObject chosen = backtests.asked().get(1);
        assertThat(chosen.getString("site")).isEqualTo("demo-mine/north");
        assertThat(chosen.getString("from")).isEqualTo("2026-02-27T00:00:00Z");
        assertThat(chosen.getString("to")).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    @DisplayName("A new rule is compared with nothing; one that is tightened away finds what is gone")
    void newAndGone() {
        JsonObject anew = tried(edit("gas-early", "{\"yellow\": 0.7}"));
        assertThat(anew.getJsonObject("present")).isNull();
        assertThat(changes(anew)).containsExactly("new", "new", "new");

        JsonObject loose = tried(edit("gas-limit", "{\"yellow\": 1.0}"));
        assertThat(changes(loose)).containsExactly("gone", "same");
    }

    private static java.util.List<String> changes(JsonObject found) {
        JsonArray rows = found.getJsonArray("warnings");
        return rows.stream().map(row -> ((JsonObject) row).getString("change")).toList();
    }

    @Test
    @DisplayName(
            "A faulty rule is refused with its places, and nothing is asked; likewise a span that is too long or turned about")
    void whatIsRefused() {
        JsonObject faulty = tried(edit("gas-limit", "{\"yelow\": 1}"));
        assertThat(faulty.getInteger("status-code")).isEqualTo(422);
        assertThat(faulty.getJsonArray("faults").encode()).contains("yellow");
        assertThat(tried(edit("gas-limit", "{\"yellow\": 1}").put("from", "2026-01-01T00:00:00Z"))
                        .getInteger("status-code"))
                .isEqualTo(400);
        assertThat(tried(edit("gas-limit", "{\"yellow\": 1}").put("from", "2026-03-02T00:00:00Z"))
                        .getInteger("status-code"))
                .isEqualTo(400);
        assertThat(tried(edit("gas-limit", "{\"yellow\": 1}").put("from", "yesterday"))
                        .getInteger("status-code"))
                .isEqualTo(400);
        assertThat(tried(edit("gas-limit", "{\"yellow\": 1}").put("site", "a/b/c/d"))
                        .getInteger("status-code"))
                .isEqualTo(400);
        assertThat(tried(new JsonObject().put("document", "rules: []")).getInteger("status-code"))
                .isEqualTo(422);
        assertThat(backtests.asked()).isEmpty();
        assertThat(served.post("/api/v1/rules/backtest", edit("gas-limit", "{\"yellow\": 1}"))
                        .as(Served.MINE)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "too-many-messages, 422, backtest-too-large",
        "too-much-found, 422, backtest-finds-too-much",
        "busy, 503, backtests-busy",
        "took-too-long, 503, backtest-took-too-long",
        "what-is-this, 503, no-backtest"
    })
    @DisplayName("What the other side refuses is said with what to do")
    void refusals(String code, int status, String told) {
        backtests.refuse(code);

        JsonObject refused = tried(edit("gas-limit", "{\"yellow\": 0.7}"));

        assertThat(refused.getInteger("status-code")).isEqualTo(status);
        assertThat(refused.getString("code")).isEqualTo(told);
    }

    @Test
    @DisplayName("One at a time for each account; who goes away gives it up, there too, and may ask again")
    void oneAtATime() throws IOException {
        backtests.keepSilent(true);
        Socket reader = sent(edit("gas-limit", "{\"yellow\": 0.7}"));
        await().atMost(BOUND).until(() -> backtests.asked().size() == 1);

        assertThat(tried(edit("gas-limit", "{\"yellow\": 0.7}")).getString("code"))
                .isEqualTo("backtest-under-way");
        assertThat(backtests.hungUp()).isZero();

        reader.close();
        await().atMost(BOUND).until(() -> backtests.hungUp() == 1);
        backtests.keepSilent(false);
        await().atMost(BOUND)
                .until(() -> tried(edit("gas-limit", "{\"yellow\": 0.7}")).getInteger("status-code") == 200);
    }

    @Test
    @DisplayName("Where nothing can try rules, or it is away, that is said")
    void nothingThere() {
        backtests.close();
        assertThat(tried(edit("gas-limit", "{\"yellow\": 0.7}")).getString("code"))
                .isEqualTo("no-backtest");
        served.serveWithBacktests("");
        assertThat(tried(edit("gas-limit", "{\"yellow\": 0.7}")).getString("code"))
                .isEqualTo("no-backtest");
        backtests = FakeBacktests.open();
    }

    /** A request whose connection the test holds. */
    private Socket sent(JsonObject body) throws IOException {
        URI url = URI.create(served.url());
        var socket = new Socket(url.getHost(), url.getPort());
        byte[] content = body.encode().getBytes(StandardCharsets.UTF_8);
        String basic = Base64.getEncoder()
                .encodeToString((Served.OFFICER + ":" + Served.OFFICER).getBytes(StandardCharsets.UTF_8));
        String head = "POST /api/v1/rules/backtest HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/json\r\nAuthorization: Basic " + basic + "\r\nContent-Length: "
                + content.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
        return socket;
    }
}
