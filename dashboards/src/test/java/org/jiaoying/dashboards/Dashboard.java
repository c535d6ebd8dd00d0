package org.jiaoying.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One of the dashboard files that Grafana is given. */
record Dashboard(Path file, JsonNode json) {
    static final String HISTORY = "jiaoying-history";
    static final Path GRAFANA = Path.of("grafana");

    record Panel(int id, String title, String type, JsonNode json, List<Query> queries) {}

    /** What one curve or table of a panel asks. */
    record Query(String refId, String text, String datasource) {}

    static Stream<Dashboard> all() {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.sorted().map(Dashboard::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that read the history. */
    static Stream<Dashboard> ofHistory() {
        return all().filter(dashboard -> dashboard.reads(HISTORY));
    }

    /** Whether its panels read a data source. */
    boolean reads(String datasource) {
        return panels().stream()
                .flatMap(panel -> panel.queries().stream())
                .anyMatch(query -> query.datasource().equals(datasource));
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file, new ObjectMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uid() {
        return json.path("uid").asText();
    }

    List<Panel> panels() {
        var panels = new ArrayList<Panel>();
        for (JsonNode panel : json.path("panels")) {
            panels.add(new Panel(
                    panel.path("id").asInt(),
                    panel.path("title").asText(),
                    panel.path("type").asText(),
                    panel,
                    stream(panel.path("targets"))
                            .map(target -> new Query(
                                    target.path("refId").asText(),
                                    target.path("query")
                                            .asText(target.path("expr").asText()),
                                    target.path("datasource").path("uid").asText()))
                            .toList()));
        }
        return panels;
    }

    List<JsonNode> variables() {
        return stream(json.path("templating").path("list")).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
