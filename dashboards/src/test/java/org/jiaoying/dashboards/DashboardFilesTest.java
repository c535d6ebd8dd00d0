package org.jiaoying.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that Grafana is given: of its own form, complete, and pointing at each other. */
final class DashboardFilesTest {
    private static final Set<String> PANEL_TYPES = Set.of("timeseries", "table", "stat", "bargauge");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{3}");

    static List<Dashboard> dashboards() {
        return Dashboard.all().toList();
    }

    @Test
    @DisplayName("There are dashboards, and no two have one uid")
    void uids() {
        assertThat(dashboards()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("Each is a dashboard by Grafana's own schema")
    void schema(Dashboard dashboard) throws IOException {
        assertThat(schema().validate(dashboard.json())).isEmpty();
    }

    @Test
    @DisplayName("The schema does refuse what is none")
    void schemaRefuses() throws IOException {
        ObjectNode broken = dashboards().get(0).json().deepCopy();
        broken.put("graphTooltip", "often").put("panles", 1);

        assertThat(schema().validate(broken)).hasSizeGreaterThanOrEqualTo(2);
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream schema = DashboardFilesTest.class.getResourceAsStream("/grafana/dashboard.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("Panels are of known types, have their own ids, titles in both languages, a description and queries")
    void panels(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .isNotEmpty()
                .extracting(Dashboard.Panel::id)
                .doesNotHaveDuplicates();
        for (Dashboard.Panel panel : dashboard.panels()) {
            assertThat(panel.type()).as(panel.title()).isIn(PANEL_TYPES);
            assertThat(panel.title()).containsPattern(CHINESE).containsPattern(ENGLISH);
            assertThat(panel.json().path("description").asText())
                    .containsPattern(CHINESE)
                    .containsPattern(ENGLISH);
            assertThat(panel.queries()).as(panel.title()).isNotEmpty();
            assertThat(panel.queries()).extracting(Dashboard.Query::refId).doesNotHaveDuplicates();
            for (Dashboard.Query query : panel.queries()) {
                if (query.datasource().equals(Dashboard.HISTORY)) {
                    assertThat(query.text())
                            .as(panel.title())
                            .startsWith("SELECT ")
                            .contains("$timeFilter");
                } else {
                    // A counter's rate by a window of its own would miss what Grafana's step skips.
                    assertThat(query.text()).as(panel.title()).isNotBlank().doesNotContainPattern("\\[[0-9]");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName("No panel lies on another or over the edge")
    void layout(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (Dashboard.Panel panel : dashboard.panels()) {
            JsonNode at = panel.json().path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "/" + y))
                            .as("%s at %d/%d", panel.title(), x, y)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    @DisplayName(
            "Panels and variables of a dashboard read one of the data sources that are provisioned, links lead to dashboards that exist")
    void references(Dashboard dashboard) throws IOException {
        Set<String> used = new HashSet<>();
        dashboard.panels().forEach(panel -> {
            used.add(panel.json().path("datasource").path("uid").asText());
            panel.queries().forEach(query -> used.add(query.datasource()));
        });
        dashboard.variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .forEach(variable ->
                        used.add(variable.path("datasource").path("uid").asText()));
        assertThat(used).hasSize(1);
        assertThat(datasources().stream().map(source -> String.valueOf(source.get("uid"))))
                .containsAll(used);

        List<String> paths = new ArrayList<>(
                dashboards().stream().map(other -> "/d/" + other.uid()).toList());
        Dashboard.stream(dashboard.json().path("links"))
                .forEach(link -> assertThat(link.path("url").asText()).isIn(paths));
    }

    @Test
    @DisplayName("The data source asks in InfluxQL, with address, bucket and token from the environment")
    void datasourceIsProvisioned() throws IOException {
        Map<?, ?> datasource = datasource();
        Map<?, ?> data = (Map<?, ?>) datasource.get("jsonData");

        assertThat(datasource.get("type")).isEqualTo("influxdb");
        assertThat(datasource.get("url")).isEqualTo("${HISTORY_URL}");
        assertThat(data.get("version")).isEqualTo("InfluxQL");
        assertThat(data.get("dbName")).isEqualTo("${HISTORY_BUCKET}");
        assertThat(data.get("httpHeaderName1")).isEqualTo("Authorization");
        assertThat(((Map<?, ?>) datasource.get("secureJsonData")).get("httpHeaderValue1"))
                .isEqualTo("Token ${HISTORY_TOKEN}");
    }

    @Test
    @DisplayName("The figures are Prometheus', with its address from the environment")
    void figuresAreProvisioned() throws IOException {
        Map<?, ?> figures = datasources().get(1);

        assertThat(figures.get("type")).isEqualTo("prometheus");
        assertThat(figures.get("url")).isEqualTo("${FIGURES_URL}");
        assertThat(datasources().stream().filter(source -> Boolean.TRUE.equals(source.get("isDefault"))))
                .hasSize(1);
    }

    private static Map<?, ?> datasource() throws IOException {
        return datasources().get(0);
    }

    private static List<Map<?, ?>> datasources() throws IOException {
        Path file = Dashboard.GRAFANA.resolve("provisioning/datasources/jiaoying.yaml");
        Map<?, ?> yaml = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        var sources = new ArrayList<Map<?, ?>>();
        ((List<?>) yaml.get("datasources")).forEach(source -> sources.add((Map<?, ?>) source));
        return sources;
    }
}
