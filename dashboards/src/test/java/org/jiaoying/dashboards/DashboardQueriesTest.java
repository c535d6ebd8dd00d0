package org.jiaoying.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of every panel, asked of a real InfluxQL engine that holds three hours of two sites. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardQueriesTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(3));
    private static final List<String> NAMES = List.of("demo-mine", "north", "gas-t1");

    private InfluxEngine engine;

    static List<Dashboard> dashboards() {
        return Dashboard.ofHistory().toList();
    }

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        assumeTrue(InfluxEngine.program().isPresent(), "install influxdb (1.6, Debian) to run the dashboards' queries");
        engine = InfluxEngine.start(dir);
        var lines = new StringBuilder();
        for (Instant at = FROM; at.isBefore(TO); at = at.plusSeconds(20)) {
            double wave = Math.sin(at.getEpochSecond() / 600.0);
            long minute = at.getEpochSecond() / 60;
            for (String place : List.of("demo-mine/north", "demo-slope/east.1")) {
                line(lines, place + "/gas-t1", "ch4", 0.6 + 0.5 * wave, 0, at);
                line(lines, place + "/gas-t2", "ch4", 0.4 + 0.1 * wave, 0, at);
                line(lines, place + "/gnss/1", "displacement", 10 + minute * 0.02, 0, at);
                line(lines, place + "/crack-1", "opening", 3 + wave, 0, at);
                line(lines, place + "/rain-1", "rain", 0.2, 0, at);
                line(lines, place + "/power-hoist", "power", 900 + 300 * wave, 0, at);
                line(lines, place + "/power-fan", "power", 410, 0, at);
                other(
                        lines,
                        "positions",
                        place + "/cards",
                        ",card=P" + minute % 3 + ",zone=W1",
                        "movement=\"fix\"",
                        at);
                other(lines, "scene_events", place + "/cam-1", ",type=no_helmet,zone=W1", "confidence=0.9", at);
                other(lines, "statuses", place + "/cam-1", "", "state=\"online\"", at);
            }
        }
        for (String place : List.of("demo-mine/north", "demo-slope/east.1")) {
            // Marked by the device: a calibration gas is no gas in the mine.
            line(lines, place + "/gas-t1", "ch4", 40, 2, FROM.plusSeconds(5));
            other(lines, "positions", place + "/cards", ",card=P1,zone=W1", "movement=\"sos\"", FROM.plusSeconds(5));
        }
        engine.write(lines.toString());
    }

    /** @param device enterprise/site/device; the device may hold a slash */
    private static void line(
            StringBuilder lines, String device, String quantity, double value, int quality, Instant at) {
        other(
                lines,
                "readings",
                device,
                ",point=" + quantity + ",quantity=" + quantity + ",zone=W1",
                "value=" + value + ",quality=" + quality + ".0",
                at);
    }

    private static void other(
            StringBuilder lines, String measurement, String device, String tags, String fields, Instant at) {
        String[] names = device.split("/", 3);
        lines.append("%s,enterprise=%s,site=%s,device=%s%s %s %d\n"
                .formatted(measurement, names[0], names[1], names[2], tags, fields, at.toEpochMilli()));
    }

    @AfterAll
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("No panel without data")
    void panels(Dashboard dashboard) {
        for (Dashboard.Panel panel : dashboard.panels()) {
            for (Dashboard.Query query : panel.queries()) {
                assertThat(rows(chosen(NAMES.get(0), NAMES.get(1)).fill(query.text())))
                        .as("%s, %s, query %s", dashboard, panel.title(), query.refId())
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("Names with letters that mean something in a pattern are names all the same")
    void escapedNames(Dashboard dashboard) {
        for (Dashboard.Panel panel : dashboard.panels()) {
            for (Dashboard.Query query : panel.queries()) {
                assertThat(rows(chosen("demo-slope", "east.1").fill(query.text())))
                        .as("%s, %s, query %s", dashboard, panel.title(), query.refId())
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("An enterprise that does not exist shows nothing: the queries do ask for what was chosen")
    void unknownEnterprise(Dashboard dashboard) {
        for (Dashboard.Panel panel : dashboard.panels()) {
            for (Dashboard.Query query : panel.queries()) {
                assertThat(rows(chosen("demo", "nor").fill(query.text())))
                        .as("%s, %s, query %s", dashboard, panel.title(), query.refId())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("Every variable offers something to choose")
    void variables(Dashboard dashboard) {
        for (JsonNode variable : dashboard.variables()) {
            String query = variable.path("query").asText();
            if (variable.path("type").asText().equals("query")) {
                assertThat(rows(chosen(NAMES.get(0), NAMES.get(1)).fill(query)))
                        .as("%s, %s", dashboard, variable.path("name").asText())
                        .isPositive();
            } else {
                assertThat(Double.parseDouble(query)).isPositive();
            }
        }
    }

    @Test
    @DisplayName("The limit lines lie where they were typed, and the highest value is the highest")
    void limitLines() {
        Dashboard site = dashboards().stream()
                .filter(dashboard -> dashboard.uid().equals("jiaoying-site"))
                .findFirst()
                .orElseThrow();
        Dashboard.Panel curves = site.panels().get(0);
        GrafanaQuery chosen = chosen("demo-mine", "north");

        for (JsonNode row : values(chosen.fill(curves.queries().get(1).text()))) {
            assertThat(row.path(1).asDouble()).isEqualTo(1.0);
        }
        for (JsonNode row : values(chosen.fill(curves.queries().get(2).text()))) {
            assertThat(row.path(1).asDouble()).isEqualTo(1.5);
        }
        Dashboard.Panel highest = site.panels().stream()
                .filter(panel -> panel.title().contains("Highest of the chosen"))
                .findFirst()
                .orElseThrow();
        assertThat(values(chosen.fill(highest.queries().get(0).text()))
                        .path(0)
                        .path(1)
                        .asDouble())
                .isBetween(1.09, 1.1);
    }

    private static GrafanaQuery chosen(String enterprise, String site) {
        return new GrafanaQuery(
                FROM,
                TO,
                Duration.ofMinutes(1),
                Map.of(
                        "enterprise", List.of(enterprise),
                        "site", List.of(site),
                        "device", GrafanaQuery.ALL,
                        "point", List.of("ch4", "co"),
                        "quantity", List.of("ch4"),
                        "alarm", List.of("1"),
                        "cut", List.of("1.5")));
    }

    private JsonNode values(String query) {
        return result(query).path("series").path(0).path("values");
    }

    /** How many rows have a value in them. */
    private long rows(String query) {
        return Dashboard.stream(result(query).path("series"))
                .flatMap(series -> Dashboard.stream(series.path("values")))
                .filter(row -> !row.path(row.size() - 1).isNull())
                .count();
    }

    private JsonNode result(String query) {
        JsonNode result = engine.query(query);
        assertThat(result.path("error").asText()).as(query).isEmpty();
        return result;
    }
}
