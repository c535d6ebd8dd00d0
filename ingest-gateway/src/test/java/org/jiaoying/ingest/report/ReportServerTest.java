package org.jiaoying.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.ingest.forward.GatewayHealth;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.ingest.history.Sample;
import org.jiaoying.ingest.intake.ClockReport;
import org.jiaoying.messaging.mqtt.LinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportServerTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final List<History.Question> asked = new ArrayList<>();
    private boolean away;
    private LinkState link = LinkState.CONNECTED;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ReportServer server = serve("");

    private ReportServer serve(String token) {
        History history = new History() {
            @Override
            public List<Sample> curve(Question question) {
                if (away) {
                    throw new HistoryUnavailableException("away", new IllegalStateException());
                }
                asked.add(question);
                return List.of(new Sample(AT, 0.42), new Sample(AT.plusSeconds(1), 1.5));
            }

            @Override
            public List<Whereabouts> whereabouts(SiteQuestion question) {
                return List.of(new Whereabouts("P1", "face", "sos", AT));
            }

            @Override
            public List<Seen> scenes(SiteQuestion question, int max) {
                if (away) {
                    throw new HistoryUnavailableException("away", new IllegalStateException());
                }
                return List.of(new Seen(AT, "cam", "face", "smoke", 0.5, ""));
            }

            @Override
            public void close() {}
        };
        return ReportServer.start(
                "127.0.0.1",
                0,
                token,
                Map.of(
                        "/history", new CurvePage(history),
                        "/whereabouts", SitePages.whereabouts(history),
                        "/scenes", SitePages.scenes(history),
                        "/metrics", new MetricsPage(meters),
                        "/health",
                                new GatewayPage(() -> new GatewayHealth(
                                        link,
                                        7,
                                        1,
                                        2,
                                        AT,
                                        3,
                                        List.of(new ClockReport(new DeviceKey("a", "b", "c"), 60_000, 1, 2, AT))))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCurveIsAnsweredAsPairs() throws Exception {
        HttpResponse<String> answer = get(
                server,
                "/history?device=mine/north/gas-1&point=ch4&from=2026-03-01T16:00:00%2B08:00&to=1772352060000&points=100");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"values\":[[1772352000000,0.42],[1772352001000,1.5]]}");
        assertThat(asked)
                .containsExactly(new History.Question(
                        new DeviceKey("mine", "north", "gas-1"), "ch4", AT, AT.plusSeconds(60), 100, Aggregate.MAX));
    }

    @Test
    void cardsAndScenesOfASiteAreAnswered() throws Exception {
        assertThat(get(server, "/whereabouts?site=mine/north&from=0&to=1000").body())
                .isEqualTo(
                        "{\"cards\":[{\"card\":\"P1\",\"zone\":\"face\",\"movement\":\"sos\",\"at\":1772352000000}]}");
        assertThat(get(server, "/scenes?site=mine/north&from=0&to=1000&max=5").body())
                .isEqualTo("{\"scenes\":[{\"at\":1772352000000,\"device\":\"cam\",\"zone\":\"face\",\"type\":\"smoke\","
                        + "\"confidence\":0.5,\"snapshot\":\"\"}]}");
        for (String query : List.of(
                "/whereabouts?site=mine'/north&from=0&to=1",
                "/whereabouts?site=mine&from=0&to=1",
                "/whereabouts?site=mine/north&from=0&to=604800001",
                "/scenes?site=mine/north&from=0&to=1&max=-1",
                "/scenes?site=mine/north&from=2&to=1")) {
            assertThat(get(server, query).statusCode()).as(query).isEqualTo(400);
        }
        away = true;
        assertThat(get(server, "/scenes?site=mine/north&from=0&to=1").statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?device=a/b/c&point=p&from=0&to=1&points=x",
                "?device=a/b&point=p&from=0&to=1",
                "?device=a/b/c&from=0&to=1",
                "?device=a/b/c&point=p&from=1&to=1",
                "?device=a/b/c&point=p&from=yesterday&to=1",
                "?device=a/b/c&point=p&from=0&to=1&points=0",
                "?device=a/b/c&point=p&from=0&to=1&points=10001",
                "?device=a/b/c'%20or&point=p&from=0&to=1",
                "?device=a/b/c&point=p&from=0&to=1&show=sum",
                "?device=a/b/c&point=p%27&from=0&to=1",
                "?device=a/b/c&point=p&from=0&to=999999999999999"
            })
    void aQuestionThatMakesNoSenseIsRefusedWithAReason(String query) throws Exception {
        HttpResponse<String> answer = get(server, "/history" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\"");
        assertThat(asked).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsNotAnEmptyCurve() throws Exception {
        away = true;
        assertThat(get(server, "/history?device=a/b/c&point=p&from=0&to=1").statusCode())
                .isEqualTo(503);
    }

    @Test
    void healthTellsWhetherMessagesAreTakenAndWhichClocksAreOff() throws Exception {
        assertThat(get(server, "/health").statusCode()).isEqualTo(200);
        assertThat(get(server, "/health").body())
                .contains("\"status\":\"up\"", "\"handled\":7", "\"device\":\"a/b/c\",\"offsetMillis\":60000");
        link = LinkState.WAITING;
        assertThat(get(server, "/health").statusCode()).isEqualTo(503);
    }

    @Test
    void figuresAreThereForPrometheus() throws Exception {
        meters.counter("jiaoying.intake.messages", "enterprise", "mine").increment();
        assertThat(get(server, "/metrics").body()).contains("jiaoying_intake_messages_total{enterprise=\"mine\"} 1.0");
    }

    @Test
    void anotherPathOrMethodIsRefused() throws Exception {
        assertThat(get(server, "/x").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(address(server, "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void withATokenOnlyWhoHasItIsAnswered() throws Exception {
        try (ReportServer guarded = serve("secret")) {
            assertThat(get(guarded, "/metrics").statusCode()).isEqualTo(401);
            assertThat(get(guarded, "/health").statusCode()).isEqualTo(200);
            HttpRequest request = HttpRequest.newBuilder(address(guarded, "/metrics"))
                    .header("Authorization", "Bearer secret")
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutATokenItListensToThisMachineOnly() {
        assertThatThrownBy(() -> ReportServer.start("0.0.0.0", 0, "", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static URI address(ReportServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse<String> get(ReportServer server, String path) throws Exception {
        String safe = path.replace("'", "%27");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address(server, safe)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
