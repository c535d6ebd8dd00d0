package org.jiaoying.standalone.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan.Ports;
import org.jiaoying.standalone.assemble.AssemblyPlan.Time;
import org.jiaoying.standalone.demo.DemoSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the running system tells of itself: each panel of Grafana's, each alert and each line of the document finds it there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SystemFiguresTest {
    private static final String DISPATCHER = "19900000011";
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Path DASHBOARDS = Path.of("..", "dashboards", "grafana", "dashboards");
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final Path ALERTS = Path.of("..", "deploy", "prometheus", "alerts.yaml");

    /** Grafana's own, filled with what covers the whole of this test. */
    private static final String WINDOW = "5m";

    /** A figure, wherever it is named. */
    private static final Pattern NAME = Pattern.compile("\\b(?:jiaoying|flink|jvm|process)_[A-Za-z0-9_]+");

    private Assembly system;
    private Visitor visitor;
    private String figures;

    /** A question of a panel. */
    private record Asked(String dashboard, String panel, String expression) {}

    @BeforeAll
    void live(@TempDir Path data) throws Exception {
        system = Assembly.start(
                DemoSystem.plan(data, Ports.ANY, InstantSource.system(), Time.LIVE, InstantSource.system()),
                Assembly.Progress.SILENT);
        visitor = new Visitor(system);
        happen();
        system.alerting().check().toCompletionStage().toCompletableFuture().join();
        figures = visitor.download("metrics");
    }

    @AfterAll
    void stop() throws Exception {
        if (visitor != null) {
            visitor.close();
        }
        if (system != null) {
            system.close();
        }
    }

    /** A message is refused, a limit passed, the dispatcher called, the answer taken, the warning closed. */
    private void happen() throws Exception {
        int before = visitor.texts(DISPATCHER).size();
        visitor.publish("{\"ch4\": ");
        visitor.measure(1.2);
        await().atMost(BOUND).until(() -> visitor.texts(DISPATCHER).size() > before);
        String id = open();
        visitor.reply(DISPATCHER, "1");
        await().atMost(BOUND)
                .until(() ->
                        visitor.ask("warnings/" + id).path("state").asText().equals("acknowledged"));
        visitor.measure(0.3);
        await().atMost(BOUND)
                .until(() -> visitor.ask("warnings/" + id).path("openBreaches").asInt(-1) == 0);
        assertThat(visitor.act("warnings/" + id + "/close", Map.of("reason", "演练结束")))
                .isEqualTo(204);
    }

    private String open() throws Exception {
        for (JsonNode warning : visitor.ask("warnings").path("items")) {
            if (warning.path("state").asText().equals("open")) {
                return warning.path("id").asText();
            }
        }
        throw new AssertionError("there is no open warning");
    }

    @Test
    @DisplayName("Every name that a panel, an alert or the document uses is told by the running parts")
    void names() throws IOException {
        Set<String> told = figures.lines()
                .map(line -> line.startsWith("# TYPE ") ? line.split(" ")[2] : line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        for (Asked asked : panels()) {
            assertThat(told).as(asked.toString()).containsAll(names(asked.expression()));
        }
        assertThat(told).as("alerts").containsAll(names(Files.readString(ALERTS)));
        String always = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> !line.contains("where there is"))
                .collect(Collectors.joining("\n"));
        assertThat(told).as("document").containsAll(names(always));
    }

    @Test
    @DisplayName("Every figure of ours stands in the document")
    void documented() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(figures.lines()
                        .filter(line -> line.startsWith("# TYPE jiaoying_"))
                        .map(line -> line.split(" ")[2])
                        .filter(name -> !name.endsWith("_max")))
                .isNotEmpty()
                .allMatch(name -> document.contains("`" + name + "`"));
    }

    @Test
    @DisplayName("There are no labels without bound: the demonstration with all its parts has less than 2,000 series")
    void bounded() {
        assertThat(figures.lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(2_000);
        assertThat(figures).doesNotContain(DISPATCHER).doesNotContain("gas-t1");
    }

    @Test
    @DisplayName("No panel without data, asked of a real Prometheus that has read the running system")
    void panelsHaveData(@TempDir Path dir) throws Exception {
        assumeTrue(Prometheus.program("prometheus").isPresent(), Prometheus.MISSING);
        Instant from = Instant.now();
        URI page = system.consoleUrl().resolve("metrics");
        try (var prometheus = Prometheus.start(dir, page, "officer", Map.of("instance", "demo"))) {
            await().atMost(BOUND)
                    .until(() -> prometheus.at("jiaoying_database_up").size() == 1);
            // Once more, so that what is counted grows before its eyes.
            happen();
            var empty = new ArrayList<>(panels());
            await().atMost(BOUND).untilAsserted(() -> {
                empty.removeIf(asked -> hasData(prometheus, asked, from));
                assertThat(empty).isEmpty();
            });
        }
    }

    private static boolean hasData(Prometheus prometheus, Asked asked, Instant from) {
        String query = asked.expression().replace("$__rate_interval", WINDOW);
        for (JsonNode series : prometheus.over(query, from, Instant.now())) {
            for (JsonNode value : series.path("values")) {
                if (!value.path(1).asText().equals("NaN")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Asked> panels() {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().flatMap(SystemFiguresTest::questions).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Asked> questions(Path file) {
        try {
            JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
            return stream(dashboard.path("panels"))
                    .flatMap(panel -> stream(panel.path("targets"))
                            .filter(target -> target.has("expr"))
                            .map(target -> new Asked(
                                    file.getFileName().toString(),
                                    panel.path("title").asText(),
                                    target.path("expr").asText())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
