package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jiaoying.embedded.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Mosquitto that speaks TLS, vouched for by an authority that nobody else knows. */
class TlsLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static Process mosquitto;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.program().isPresent(), "needs Mosquitto: apt-get install mosquitto");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/openssl")),
                "needs openssl to make certificates: apt-get install openssl");
        authority("ca");
        authority("stranger");
        certificate("server", "ca", "IP:127.0.0.1");
        port = Ports.free();
        Path configuration = Files.writeString(
                dir.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                cafile %s/ca.crt
                certfile %s/server.crt
                keyfile %s/server.key
                user %s
                """.formatted(port, dir, dir, dir, System.getProperty("user.name")));
        mosquitto = new ProcessBuilder(Mosquitto.program().orElseThrow(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        await("Mosquitto, see " + dir.resolve("log")).atMost(PATIENCE).until(TlsLinkTest::listens);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (mosquitto != null) {
            mosquitto.destroy();
            mosquitto.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsPublishedArrivesWhenTheAuthorityIsKnown() throws Exception {
        var inbox = Inbox.acknowledging();
        try (MqttLink receiver = MqttLink.open(
                        to("127.0.0.1", "receiver")
                                .authorities(dir.resolve("ca.crt"))
                                .subscribe(Subscription.to("jy/#"))
                                .build(),
                        inbox);
                MqttLink sender = MqttLink.open(to("127.0.0.1", "sender")
                        .authorities(dir.resolve("ca.crt"))
                        .build())) {
            assertThat(receiver.awaitConnected(PATIENCE)).isTrue();
            assertThat(sender.awaitConnected(PATIENCE)).isTrue();
            sender.publish("jy/tls", "secret".getBytes(UTF_8), 1).get();
            await().atMost(PATIENCE).until(() -> inbox.texts().contains("secret"));
        }
    }

    @Test
    void aBrokerNobodyKnownVouchesForIsRefused() throws Exception {
        assertRefused(to("127.0.0.1", "mistaken").authorities(dir.resolve("stranger.crt")));
        assertRefused(to("127.0.0.1", "public"));
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        assertRefused(to("localhost", "elsewhere").authorities(dir.resolve("ca.crt")));
    }

    @Test
    void aFileWithoutCertificatesIsToldAtOnce() throws Exception {
        Path empty = Files.writeString(dir.resolve("empty.crt"), "");
        assertThatThrownBy(() -> MqttLink.open(
                        to("127.0.0.1", "empty").authorities(empty).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.crt");
    }

    private static void assertRefused(MqttLinkOptions.Builder options) throws Exception {
        var losses = new Losses();
        MqttLink link = MqttLink.open(options.build(), Inbound::acknowledge, losses);
        try {
            await().atMost(PATIENCE).until(() -> !losses.all().isEmpty());
            assertThat(link.state()).isNotEqualTo(LinkState.CONNECTED);
            assertThat(losses.all().get(0).detail()).containsAnyOf("PKIX", "certif", "SSL", "subject alternative");
        } finally {
            link.abort();
        }
    }

    private static MqttLinkOptions.Builder to(String host, String id) {
        return MqttLinkOptions.to(URI.create("ssl://" + host + ":" + port), id)
                .backOff(new BackOff(Duration.ofMillis(20), Duration.ofMillis(200)));
    }

    private static boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void authority(String name) throws Exception {
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".crt")
                .run();
    }

    private static void certificate(String name, String authority, String subject) throws Exception {
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".csr")
                .run();
        Files.writeString(dir.resolve("extensions"), "subjectAltName=" + subject + "\n");
        openssl("x509", "-req", "-days", "2", "-CA", authority + ".crt", "-CAkey", authority + ".key")
                .with("-CAcreateserial", "-in", name + ".csr", "-out", name + ".crt", "-extfile", "extensions")
                .run();
    }

    private static Command openssl(String... arguments) {
        return new Command(new ProcessBuilder("openssl").directory(dir.toFile()).redirectErrorStream(true))
                .with(arguments);
    }

    private record Command(ProcessBuilder process) {
        Command with(String... arguments) {
            process.command().addAll(java.util.List.of(arguments));
            return this;
        }

        void run() throws Exception {
            process.redirectOutput(dir.resolve("openssl.log").toFile());
            if (process.start().waitFor() != 0) {
                throw new IOException(process.command() + ": " + Files.readString(dir.resolve("openssl.log")));
            }
        }
    }
}
