package org.jiaoying.standalone.backtest.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.standalone.backtest.InForce;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backtests asked for over HTTP, judged by the detection job itself. */
class BacktestServerTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String TOKEN = "token-of-the-backtests";
    private static final String REGISTER = """
            enterprises:
              e:
                name: {zh: 矿, en: Mine}
                sites:
                  s:
                    name: {zh: 井, en: Pit}
                    kind: coal-mine
                    timeZone: Asia/Shanghai
                    devices:
                      gas:
                        name: {zh: 甲烷, en: Gas}
                        kind: gas-sensor
                        points:
                          ch4: {name: {zh: 甲烷, en: CH4}, quantity: ch4, unit: "%", attributes: {alarm: 1.0}}
            """;
    private static final String RULE = """
            {"id": "gas-limit", "hazard": "gas", "title": {"zh": "甲烷超限", "en": "Methane over its limit"},
             "clause": "AQ 6201-2019", "from": "2020-01-01", "subject": {"quantity": "ch4"}, "kind": "threshold",
             "side": "above", "levels": %s, "say": {"zh": "甲烷 {value}", "en": "Methane {value}"},
             "advice": {"zh": "断电撤人", "en": "Cut power"}}
            """;

    private final Stored archive = new Stored();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable BacktestServer server;

    @AfterEach
    void close() {
        archive.door.countDown();
        if (server != null) {
            server.close();
        }
    }

    private BacktestServer serve(Map<String, String> more) {
        var settings = new java.util.HashMap<String, String>(more);
        settings.put("JY_BACKTEST_HTTP_PORT", "0");
        settings.put("JY_BACKTEST_HTTP_TOKEN", TOKEN);
        var inForce = new InForce(RegisterFile.parse("register", REGISTER).entries(), List.of(), List.of(), List.of());
        BacktestServer started = BacktestServer.start(AskSettings.from(settings), archive, () -> inForce, meters);
        server = started;
        return started;
    }

    private HttpRequest question(BacktestServer asked, String body, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked.port() + "/backtests"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> ask(BacktestServer asked, String body) throws Exception {
        return client.send(question(asked, body, TOKEN), BodyHandlers.ofString());
    }

    private static String hour(String... levels) {
        var rules = new JsonArray();
        for (String of : levels) {
            rules.add(RULE.formatted(of));
        }
        return new JsonObject()
                .put("site", "e/s")
                .put("from", START.toString())
                .put("to", START.plus(Duration.ofHours(1)).toString())
                .put("rules", rules)
                .encode();
    }

    @Test
    @DisplayName("Each rule is tried for itself: the limit of the register finds one breach, a lower one finds two")
    void eachRuleForItself() throws Exception {
        HttpResponse<String> response = ask(serve(Map.of()), hour("{\"orange\": \"alarm\"}", "{\"yellow\": 0.7}"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var answer = new JsonObject(response.body());
        assertThat(answer.getInteger("messages")).isEqualTo(60);
        List<BreachTransition> inForce = transitions(answer, 0);
        assertThat(inForce).extracting(BreachTransition::change).containsExactly(Change.OPENED, Change.CLEARED);
        assertThat(inForce.get(0).level()).isEqualTo(Level.ORANGE);
        assertThat(inForce.get(0).at()).isEqualTo(START.plusSeconds(40 * 60));
        assertThat(transitions(answer, 1).stream().filter(step -> step.change() == Change.OPENED))
                .hasSize(2);
        assertThat(archive.sites).containsOnly(SiteKey.parse("e/s"));
    }

    private static List<BreachTransition> transitions(JsonObject answer, int run) {
        var found = new ArrayList<BreachTransition>();
        JsonArray records = answer.getJsonArray("runs").getJsonObject(run).getJsonArray("transitions");
        for (int i = 0; i < records.size(); i++) {
            found.add(((BreachEntry.Transition) BreachCodec.decode(records.getBinary(i))).transition());
        }
        return found;
    }

    @Test
    @DisplayName("More messages than may be gone through are refused, and so is a store that does not answer")
    void refusedUnderWay() throws Exception {
        BacktestServer asked = serve(Map.of("JY_BACKTEST_MOST_MESSAGES", "1000"));
        archive.everySecond = true;
        assertThat(code(ask(asked, hour("{\"yellow\": 0.7}")))).isEqualTo("422 too-many-messages");

        archive.away = true;
        assertThat(code(ask(asked, hour("{\"yellow\": 0.7}")))).isEqualTo("503 no-history");
        assertThat(meters.counter("jiaoying.backtests", "outcome", "no-history").count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("Who hangs up frees the place; three may wait, a fifth is told that it is busy")
    void whoHangsUp() throws Exception {
        BacktestServer asked = serve(Map.of());
        archive.shut = true;
        var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 4; i++) {
            waiting.add(client.sendAsync(question(asked, hour("{\"yellow\": 0.7}"), TOKEN), BodyHandlers.ofString()));
            if (i == 0) {
                await().atMost(BOUND).until(() -> archive.atTheDoor);
            }
        }
        await().atMost(BOUND)
                .until(() -> code(ask(asked, hour("{\"yellow\": 0.7}"))).equals("503 busy"));

        archive.shut = false;
        waiting.forEach(one -> one.cancel(true));

        await().atMost(BOUND).until(() -> ask(asked, hour("{\"yellow\": 0.7}")).statusCode() == 200);
        assertThat(archive.interrupted).isTrue();
    }

    @Test
    @DisplayName("What takes too long is stopped")
    void tooLong() throws Exception {
        BacktestServer asked = serve(Map.of("JY_BACKTEST_WITHIN", "PT1S"));
        archive.shut = true;

        assertThat(code(ask(asked, hour("{\"yellow\": 0.7}")))).isEqualTo("504 took-too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"from\": 1}",
                "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-01T01:00:00Z\"}",
                "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-01T01:00:00Z\", \"rules\": [\"{}\"]}",
                "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-01T01:00:00Z\", \"rules\": [1]}",
                "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-01T01:00:00Z\", \"rules\": [\"\", \"\", \"\"]}",
                "{\"site\": \"../..\", \"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-01T01:00:00Z\"}"
            })
    @DisplayName("What is no question is refused before anything is read")
    void noQuestion(String body) throws Exception {
        assertThat(code(ask(serve(Map.of()), body))).isEqualTo("400 bad-request");
        assertThat(archive.sites).isEmpty();
    }

    @Test
    @DisplayName("Only its token is answered, but for its health; off the loopback address it wants one")
    void token() throws Exception {
        BacktestServer asked = serve(Map.of());
        assertThat(client.send(question(asked, hour("{\"yellow\": 1}"), "another"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked.port() + "/health"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        String longer = new JsonObject(hour("{\"yellow\": 1}"))
                .put("to", START.plus(Duration.ofDays(40)).toString())
                .encode();
        assertThat(code(ask(asked, longer))).isEqualTo("422 too-long-a-time");
        var open = AskSettings.from(Map.of("JY_BACKTEST_HTTP_HOST", "0.0.0.0", "JY_BACKTEST_HTTP_PORT", "0"));
        assertThatThrownBy(() -> BacktestServer.start(open, archive, () -> null, meters))
                .hasMessageContaining("JY_BACKTEST_HTTP_TOKEN");
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " "
                + (response.statusCode() == 200 ? "" : new JsonObject(response.body()).getString("code"));
    }

    /** A reading a minute: 0.8 for ten minutes from the tenth on, 1.2 from the fortieth. */
    private static final class Stored implements Archive {
        private final CountDownLatch door = new CountDownLatch(1);
        private final List<SiteKey> sites = new java.util.concurrent.CopyOnWriteArrayList<>();
        private volatile boolean everySecond;
        private volatile boolean away;
        private volatile boolean shut;
        private volatile boolean atTheDoor;
        private volatile boolean interrupted;

        @Override
        public Optional<List<Said>> said(@Nullable SiteKey site, Instant from, Instant to, int most) {
            sites.add(site);
            if (away) {
                throw new HistoryUnavailableException("away", new IllegalStateException("away"));
            }
            if (shut) {
                atTheDoor = true;
                try {
                    door.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    throw new HistoryUnavailableException("interrupted", e);
                }
            }
            return Optional.of(Stream.iterate(START, at -> at.plusSeconds(everySecond ? 1 : 60))
                    .takeWhile(at -> at.isBefore(START.plus(Duration.ofHours(1))))
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .map(Stored::said)
                    .toList());
        }

        private static Said said(Instant at) {
            long minute = Duration.between(START, at).toMinutes();
            double value = minute >= 10 && minute < 20 ? 0.8 : minute >= 40 && minute < 50 ? 1.2 : 0.4;
            return new Said(
                    new DeviceKey("e", "s", "gas"), new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE));
        }

        @Override
        public void close() {}
    }
}
