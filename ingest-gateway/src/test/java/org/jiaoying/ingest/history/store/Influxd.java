package org.jiaoying.ingest.history.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jiaoying.embedded.Ports;
import org.junit.jupiter.api.Assumptions;

/** InfluxDB 1.6 of Debian, as a process of its own. */
final class Influxd implements AutoCloseable {
    static final String DATABASE = "jiaoying";

    private final Process process;
    private final int port;

    private Influxd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with an empty database; skips the test where the program is missing. */
    static Influxd start(Path directory) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/influxd")), "influxd is missing: apt-get install influxdb");
        int port = Ports.free();
        Path configuration = directory.resolve("influxdb.conf");
        Files.writeString(configuration, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                [http]
                  bind-address = "127.0.0.1:%d"
                """.formatted(Ports.free(), directory, directory, directory, port));
        Process process = new ProcessBuilder("/usr/bin/influxd", "run", "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("influxd.log").toFile())
                .start();
        var influxd = new Influxd(process, port);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> influxd.post("create database " + DATABASE));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return influxd;
    }

    private boolean post(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/query?q=" + query.replace(" ", "%20")))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Version 1.6 has no {@code /api/v2/write}: turns it into {@code /write}. */
    static Response asVersion1(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        if (!request.url().encodedPath().equals("/api/v2/write")) {
            return chain.proceed(request);
        }
        HttpUrl url = request.url()
                .newBuilder()
                .encodedPath("/write")
                .query(null)
                .addQueryParameter("db", request.url().queryParameter("bucket"))
                .addQueryParameter("precision", request.url().queryParameter("precision"))
                .build();
        return chain.proceed(request.newBuilder().url(url).build());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
