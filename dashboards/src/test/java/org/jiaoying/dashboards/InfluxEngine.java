package org.jiaoying.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An InfluxDB 1 process of this test: the engine of InfluxQL, which InfluxDB 2 answers as well. */
final class InfluxEngine implements AutoCloseable {
    static final String DATABASE = "history";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private InfluxEngine(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<String> program() {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/bin"))
                .map(path -> Path.of(path, "influxd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static InfluxEngine start(Path dir) throws IOException {
        int port = freePort();
        Path config = Files.writeString(dir.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                log-enabled = false
                [monitor]
                store-enabled = false
                """.formatted(freePort(), dir, dir, dir, port));
        Process process = new ProcessBuilder(program().orElseThrow(), "run", "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        var engine = new InfluxEngine(process, port);
        Awaitility.await("influxd, see " + dir.resolve("log"))
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> engine.query("CREATE DATABASE " + DATABASE)
                        .path("error")
                        .isMissingNode());
        return engine;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines line protocol, times in milliseconds */
    void write(String lines) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/write?precision=ms&db=" + DATABASE))
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
        if (response.statusCode() != 204) {
            throw new IllegalStateException(response.body());
        }
    }

    /** @return the one result, or the answer that has the {@code error} */
    JsonNode query(String influxQl) {
        String form = "q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8) + "&db=" + DATABASE + "&epoch=ms";
        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        try {
            JsonNode answer = new ObjectMapper().readTree(response.body());
            return answer.has("error") ? answer : answer.path("results").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private URI at(String path) {
        return URI.create(url() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
