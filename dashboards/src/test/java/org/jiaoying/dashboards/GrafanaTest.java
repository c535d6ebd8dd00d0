package org.jiaoying.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The Grafana of the installation, given our files as its image is, over a real InfluxQL engine and a real Prometheus: it loads
 * every data source and dashboard, and each panel's query passes through it without an error. What the queries find is the
 * matter of the tests that ask the stores themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GrafanaTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern GRAFANA = Pattern.compile("FROM (grafana/grafana:\\S+) AS grafana");
    private static final Pattern PROMETHEUS = Pattern.compile("image: (prom/prometheus:\\S+)");
    private static final Instant TO = Instant.parse("2026-03-01T03:00:00Z");
    private static final Instant FROM = TO.minus(Duration.ofHours(3));

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String password = UUID.randomUUID().toString();
    private final List<AutoCloseable> started = new ArrayList<>();
    private String url = "";

    static List<Dashboard> dashboards() {
        return Dashboard.all().toList();
    }

    /** The containers share the machine's loopback address, so that nothing of this test can be reached from outside. */
    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "start a container engine (docker) to try the dashboards in a real Grafana");
        assumeTrue(
                InfluxEngine.program().isPresent(), "install influxdb (1.6, Debian) to try the dashboards in Grafana");
        InfluxEngine history = InfluxEngine.start(dir);
        started.add(history);
        int figures = InfluxEngine.freePort();
        container(image(DEPLOY.resolve("compose.yaml"), PROMETHEUS), ".*Server is ready.*")
                .withCommand(
                        "--config.file=/etc/prometheus/prometheus.yml", "--web.listen-address=127.0.0.1:" + figures);
        run();
        int port = InfluxEngine.freePort();
        container(image(DEPLOY.resolve("Dockerfile"), GRAFANA), ".*HTTP Server Listen.*")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Dashboard.GRAFANA.resolve("provisioning")),
                        "/etc/grafana/provisioning")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Dashboard.GRAFANA.resolve("dashboards")), "/etc/grafana/dashboards")
                .withEnv(Map.of(
                        "GF_SERVER_HTTP_ADDR",
                        "127.0.0.1",
                        "GF_SERVER_HTTP_PORT",
                        Integer.toString(port),
                        "GF_SECURITY_ADMIN_PASSWORD",
                        password,
                        "GF_ANALYTICS_REPORTING_ENABLED",
                        "false",
                        "GF_ANALYTICS_CHECK_FOR_UPDATES",
                        "false",
                        "HISTORY_URL",
                        history.url(),
                        "HISTORY_BUCKET",
                        InfluxEngine.DATABASE,
                        "HISTORY_TOKEN",
                        "none-is-asked-for",
                        "FIGURES_URL",
                        "http://127.0.0.1:" + figures));
        run();
        url = "http://127.0.0.1:" + port;
    }

    private GenericContainer<?> container(String image, String ready) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withStartupTimeout(Duration.ofMinutes(2))
                .waitingFor(Wait.forLogMessage(ready, 1));
        started.add(container);
        return container;
    }

    /** Starts what was described last; an image that this machine has not and cannot fetch is no failure of ours. */
    private void run() {
        var container = (GenericContainer<?>) started.get(started.size() - 1);
        try {
            DockerClientFactory.instance()
                    .checkAndPullImage(DockerClientFactory.instance().client(), container.getDockerImageName());
        } catch (RuntimeException e) {
            abort("pull " + container.getDockerImageName() + " to try the dashboards in a real Grafana: "
                    + e.getMessage());
        }
        container.start();
    }

    @AfterAll
    void stop() throws Exception {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
    }

    @Test
    @DisplayName("Both data sources are there, and answer")
    void datasources() throws IOException {
        for (JsonNode source : ask("/api/datasources")) {
            JsonNode health = ask("/api/datasources/uid/" + source.path("uid").asText() + "/health");
            assertThat(health.path("status").asText()).as(health.toString()).isEqualTo("OK");
        }
        assertThat(Dashboard.stream(ask("/api/datasources"))
                        .map(source -> source.path("uid").asText()))
                .containsExactlyInAnyOrder("jiaoying-history", "jiaoying-figures");
    }

    @Test
    @DisplayName("Every dashboard was loaded")
    void loaded() throws IOException {
        assertThat(Dashboard.stream(ask("/api/search?type=dash-db"))
                        .map(found -> found.path("uid").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        dashboards().stream().map(Dashboard::uid).toList());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("Grafana passes each panel's query on, and nobody complains")
    void panels(Dashboard dashboard) throws IOException {
        for (Dashboard.Panel panel : dashboard.panels()) {
            JsonNode results = send(HttpRequest.newBuilder(URI.create(url + "/api/ds/query"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(question(panel).toString())))
                    .path("results");
            assertThat(results.size())
                    .as(panel.title())
                    .isEqualTo(panel.queries().size());
            for (JsonNode result : results) {
                assertThat(result.path("error").asText())
                        .as("%s: %s", dashboard, panel.title())
                        .isEmpty();
                assertThat(result.path("status").asInt(200)).isEqualTo(200);
            }
        }
    }

    /** As the page asks, which fills in the variables; the rest is Grafana's to fill. */
    private ObjectNode question(Dashboard.Panel panel) {
        ObjectNode question = json.createObjectNode()
                .put("from", Long.toString(FROM.toEpochMilli()))
                .put("to", Long.toString(TO.toEpochMilli()));
        var queries = question.putArray("queries");
        for (JsonNode target : panel.json().path("targets")) {
            ObjectNode query = target.deepCopy();
            query.put("intervalMs", 60_000).put("maxDataPoints", 200);
            if (query.has("query")) {
                query.put("query", CHOSEN.fill(query.path("query").asText()));
            }
            queries.add(query);
        }
        return question;
    }

    private static final GrafanaQuery CHOSEN = new GrafanaQuery(
            FROM,
            TO,
            Duration.ofMinutes(1),
            Map.of(
                    "enterprise", List.of("demo-mine"),
                    "site", List.of("north"),
                    "device", GrafanaQuery.ALL,
                    "point", List.of("ch4"),
                    "quantity", List.of("ch4"),
                    "alarm", List.of("1"),
                    "cut", List.of("1.5")));

    private JsonNode ask(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        String account = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", "Basic " + account).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String image(Path file, Pattern pattern) throws IOException {
        Matcher named = pattern.matcher(Files.readString(file));
        assertThat(named.find()).as("%s names %s", file, pattern).isTrue();
        return named.group(1);
    }
}
