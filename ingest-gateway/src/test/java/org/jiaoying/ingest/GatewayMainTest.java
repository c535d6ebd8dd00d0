package org.jiaoying.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import org.jiaoying.embedded.EmbeddedDatabase;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.embedded.Ports;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as a process of its own, killed in the middle of a stream. */
class GatewayMainTest {
    private static final int MESSAGES = 4_000;

    @TempDir
    Path directory;

    @Test
    void aGatewayThatIsKilledAndStartedAgainLosesNothing() throws Exception {
        Path register = Files.writeString(directory.resolve("register.yaml"), TestRegister.YAML);
        int httpPort = Ports.free();
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0, Access.OPEN);
                var kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var database = EmbeddedDatabase.start(directory.resolve("pg"), 0)) {
            List<String> environment = List.of(
                    "JY_GATEWAY_BROKER=" + broker.url(),
                    "JY_GATEWAY_KAFKA=" + kafka.bootstrapServers(),
                    "JY_GATEWAY_REGISTER_JDBC_URL=" + database.jdbcUrl(),
                    "JY_GATEWAY_REGISTER_FILE=" + register,
                    "JY_GATEWAY_TOPIC_PARTITIONS=4",
                    "JY_GATEWAY_HTTP_PORT=" + httpPort);
            Process first = start(environment);
            try {
                awaitHealthy(httpPort);
                var sent = CompletableFuture.runAsync(() -> send(broker.url()));
                await().atMost(Duration.ofSeconds(30)).until(() -> handled(httpPort) > 300);
                first.destroyForcibly().waitFor();
                sent.get(60, TimeUnit.SECONDS);
            } finally {
                first.destroyForcibly();
            }
            Process second = start(environment);
            try {
                assertThat(numbers(kafka.bootstrapServers())).hasSize(MESSAGES);
                assertThat(get(httpPort, "/metrics")).contains("jiaoying_intake_messages_total{enterprise=\"mine\"}");
                assertThat(get(httpPort, "/rejects")).isEqualTo("{\"rejects\":[]}");
                second.destroy();
                assertThat(second.waitFor(30, TimeUnit.SECONDS))
                        .as("it ends in order when asked to")
                        .isTrue();
            } finally {
                second.destroyForcibly();
            }
        }
    }

    private Process start(List<String> environment) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                GatewayMain.class.getName());
        environment.forEach(variable -> builder.environment()
                .put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1)));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("gateway.log").toFile()))
                .start();
    }

    private static void send(String broker) {
        try (MqttLink link =
                MqttLink.open(MqttLinkOptions.to(URI.create(broker), "device").build())) {
            link.awaitConnected(Duration.ofSeconds(20));
            long start = System.currentTimeMillis();
            var sent = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < MESSAGES; i++) {
                String payload = "{\"ts\":" + (start + i) + ",\"temp\":" + i + "}";
                sent.add(link.publishWhenRoom(
                        "jy/v1/mine/north/gas-1/telemetry",
                        payload.getBytes(StandardCharsets.UTF_8),
                        1,
                        Duration.ofSeconds(30)));
            }
            CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitHealthy(int port) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get(port, "/health").contains("\"up\""));
    }

    private static long handled(int port) throws Exception {
        String health = get(port, "/health");
        String rest = health.substring(health.indexOf("\"handled\":") + 10);
        return Long.parseLong(rest.substring(0, rest.indexOf(',')));
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static Set<Integer> numbers(String kafka) {
        var numbers = new TreeSet<Integer>();
        try (var reader = new LogReader(
                kafka, "test", Topic.OBSERVATIONS, 500, partition -> OptionalLong.empty(), partitions -> {})) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (LogRecord received : reader.read(Duration.ofMillis(200))) {
                    if (ObservationCodec.decode(received.value()) instanceof ObservationEntry.Message message) {
                        message.message()
                                .observations()
                                .forEach(observation -> numbers.add((int) ((Reading) observation).value()));
                    }
                }
                return numbers.size() >= MESSAGES;
            });
        }
        return numbers;
    }
}
