package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded broker's files hold while it runs is what it has after it was killed. */
class KilledHiveMqTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "jy/v1/ent-a/north/gas-1/telemetry";

    @TempDir
    Path before;

    @TempDir
    Path after;

    @Test
    void whatAMemberOfASharedSubscriptionHadWhenTheBrokerWasKilledComesAgainAndSoDoesWhatFollows() throws Exception {
        try (var broker = HiveMq.start(before)) {
            var unanswered = Inbox.silent();
            MqttLink first = open(broker, "first", unanswered);
            MqttLink second = open(broker, "second", unanswered);
            MqttLink device = device(broker);
            for (int i = 0; i < 5; i++) {
                device.publish(TOPIC, Integer.toString(i).getBytes(UTF_8), 1).get();
            }
            await().atMost(PATIENCE).until(() -> !unanswered.messages.isEmpty());
            copy(before.resolve("data"), after.resolve("data"));
            Stream.of(first, second, device).forEach(MqttLink::abort);
        }
        try (var broker = HiveMq.start(after)) {
            var inbox = Inbox.acknowledging();
            MqttLink first = open(broker, "first", inbox);
            MqttLink second = open(broker, "second", inbox);
            MqttLink device = device(broker);
            try {
                await().atMost(PATIENCE)
                        .until(
                                () -> inbox.texts().stream().distinct().sorted().toList(),
                                List.of("0", "1", "2", "3", "4")::equals);
                // One at a time: each finds the queue as the one before left it.
                for (String text : List.of("5", "6", "7")) {
                    device.publish(TOPIC, text.getBytes(UTF_8), 1).get();
                    await().atMost(PATIENCE).until(() -> inbox.texts().contains(text));
                }
            } finally {
                Stream.of(first, second, device).forEach(MqttLink::abort);
            }
        }
    }

    private static MqttLink open(HiveMq broker, String id, InboundHandler handler) throws InterruptedException {
        MqttLink link = MqttLink.open(
                MqttLinkOptions.to(broker.uri(), id)
                        .credentials("gateway", "gateway")
                        .persistentSession(Duration.ofHours(1))
                        .subscribe(Subscription.shared("gateways", "jy/v1/+/+/+/telemetry"))
                        .build(),
                handler);
        link.awaitConnected(PATIENCE);
        return link;
    }

    private static MqttLink device(HiveMq broker) throws InterruptedException {
        MqttLink link = MqttLink.open(MqttLinkOptions.to(broker.uri(), "device")
                .credentials("ent-a", "ent-a")
                .build());
        link.awaitConnected(PATIENCE);
        return link;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }
}
