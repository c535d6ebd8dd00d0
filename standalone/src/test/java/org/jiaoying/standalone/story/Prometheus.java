package org.jiaoying.standalone.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jiaoying.embedded.Ports;

/** A Prometheus process of this test, which reads one page of figures each second. */
final class Prometheus implements AutoCloseable {
    static final String MISSING = "install prometheus (Debian) to ask the panels' queries of a real one";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.url = "http://127.0.0.1:" + port;
    }

    /** A program of Debian's package: {@code prometheus}, {@code promtool}. */
    static Optional<String> program(String name) {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/bin"))
                .map(path -> Path.of(path, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * Starts one; returns when it answers.
     *
     * @param page whose figures it reads
     * @param labels that the pages of an installation carry, as job and instance
     */
    static Prometheus start(Path dir, URI page, String account, Map<String, String> labels) throws IOException {
        var named = new StringBuilder();
        labels.forEach((name, value) -> named.append("          ")
                .append(name)
                .append(": ")
                .append(value)
                .append('\n'));
        Path config = Files.writeString(dir.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: jiaoying
                    metrics_path: %s
                    basic_auth: {username: %s, password: %s}
                    static_configs:
                      - targets: ["%s"]
                        labels:
                %s""".formatted(
                        page.getPath(), account, account, page.getAuthority(), named));
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        program("prometheus").orElseThrow(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + dir.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        var started = new Prometheus(process, port);
        Awaitility.await("prometheus, see " + dir.resolve("log"))
                .atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(() -> started.at("up").size() == 1);
        return started;
    }

    /** The result of a query at this time. */
    JsonNode at(String query) {
        return ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** The result of a query over the last minutes, as a panel with curves asks it. */
    JsonNode over(String query, Instant from, Instant to) {
        return ask("query_range?step=1&start=" + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private JsonNode ask(String question) {
        try {
            JsonNode answer = new ObjectMapper()
                    .readTree(http.send(
                                    HttpRequest.newBuilder(URI.create(url + "/api/v1/" + question))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalArgumentException(question + ": " + answer);
            }
            return answer.path("data").path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
