package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights that {@code deploy/mosquitto/acl} gives, tried at a real Mosquitto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MosquittoAccessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private TestBroker broker;
    private final List<MqttLink> links = new ArrayList<>();

    @BeforeAll
    void startBroker(@TempDir Path dir) {
        assumeTrue(Mosquitto.program().isPresent(), "install mosquitto to test the access rules of deploy/mosquitto");
        broker = Mosquitto.start(dir);
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void closeLinks() {
        links.forEach(MqttLink::abort);
        links.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"telemetry", "position", "event", "status"})
    @DisplayName("An enterprise publishes under its own sites and devices, and the gateway reads it")
    void ownTopics(String kind) throws Exception {
        var inbox = Inbox.acknowledging();
        connect("gateway", inbox, "jy/v1/+/+/+/" + kind);

        assertThat(failure(connect("ent-a"), "jy/v1/ent-a/north/d1/" + kind)).isNull();

        await().atMost(PATIENCE).until(() -> inbox.messages.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jy/v1/ent-b/north/d1/telemetry",
                "jy/v1/ent-b/north/d1/position",
                "jy/v1/ent-b/north/d1/event",
                "jy/v1/ent-b/north/d1/status",
                "jy/v1/ent-a/north/d1/other",
                "jy/v1/ent-a/north/telemetry",
                "jy/v1/ent-a/north/d1/x/telemetry",
                "jy/v1/ent-a/rejects",
                "jy/v1/ent-b/rejects",
                "jy/v1/ent-abc/north/d1/telemetry",
                "jy/v2/ent-a/north/d1/telemetry",
                "jy/v1//north/d1/telemetry",
                "telemetry",
                "$SYS/broker/uptime",
            })
    @DisplayName("An enterprise publishes nothing else; trying to costs it nothing but the refusal")
    void otherTopics(String topic) throws Exception {
        MqttLink device = connect("ent-a");

        assertThat(failure(device, topic)).isEqualTo(PublishFailure.NOT_AUTHORIZED);

        assertThat(failure(device, "jy/v1/ent-a/north/d1/status")).isNull();
        assertThat(device.counts().losses()).isZero();
    }

    @Test
    @DisplayName("An enterprise reads its own rejects and those of no other; only the gateway writes them")
    void rejects() throws Exception {
        var own = Inbox.acknowledging();
        var others = Inbox.acknowledging();
        connect("ent-a", own, "jy/v1/ent-a/rejects");
        connect("ent-b", others, "jy/v1/ent-a/rejects");
        MqttLink gateway = connect("gateway");

        assertThat(failure(gateway, "jy/v1/ent-a/rejects")).isNull();
        assertThat(failure(gateway, "jy/v1/ent-a/north/d1/telemetry")).isEqualTo(PublishFailure.NOT_AUTHORIZED);

        await().atMost(PATIENCE).until(() -> own.messages.size() == 1);
        assertThat(others.messages).isEmpty();
    }

    @Test
    @DisplayName("An enterprise that subscribes to everything, plainly or shared, gets nothing of another's feed")
    void snooping() throws Exception {
        var stolen = Inbox.acknowledging();
        connect(
                "ent-b",
                stolen,
                "#",
                "+/+/+/+/+/+",
                "jy/v1/#",
                "jy/v1/ent-a/#",
                "jy/v1/ent-a/north/d1/telemetry",
                "$SYS/#",
                "$share/group/#",
                "$share/group/jy/v1/+/+/+/telemetry");
        var feed = Inbox.acknowledging();
        connect("gateway", feed, "jy/v1/+/+/+/telemetry");
        MqttLink device = connect("ent-a");
        for (int i = 0; i < 100; i++) {
            device.publish("jy/v1/ent-a/north/d1/telemetry", Integer.toString(i).getBytes(UTF_8), 1)
                    .get();
        }

        await().atMost(PATIENCE).until(() -> feed.messages.size() == 100);
        assertThat(stolen.messages).isEmpty();
    }

    @Test
    @DisplayName("A stranger in a shared group of another name takes nothing from the gateways")
    void sharedGroup() throws Exception {
        String filter = "jy/v1/+/+/+/telemetry";
        connect("ent-b", Inbox.silent(), "$share/gateway/" + filter, "$share/jiaoying/" + filter);
        var left = Inbox.acknowledging();
        var right = Inbox.acknowledging();
        connect("gateway", left, "$share/4e0c1f9a77d2/" + filter);
        connect("gateway", right, "$share/4e0c1f9a77d2/" + filter);
        MqttLink device = connect("ent-a");
        for (int i = 0; i < 100; i++) {
            device.publish("jy/v1/ent-a/north/d1/telemetry", Integer.toString(i).getBytes(UTF_8), 1)
                    .get();
        }

        await().atMost(PATIENCE).until(() -> left.messages.size() + right.messages.size() == 100);
        var all = new ArrayList<>(left.texts());
        all.addAll(right.texts());
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }

    @Test
    @DisplayName("Without a name, with a wrong password or an unknown name nobody gets in")
    void strangers() throws Exception {
        MqttLink anonymous = open(MqttLinkOptions.to(broker.uri(), "anonymous").build(), Inbox.silent());
        MqttLink wrong = open(
                MqttLinkOptions.to(broker.uri(), "wrong")
                        .credentials("gateway", "")
                        .build(),
                Inbox.silent());
        MqttLink unknown = open(
                MqttLinkOptions.to(broker.uri(), "unknown")
                        .credentials("ent-z", "ent-z")
                        .build(),
                Inbox.silent());

        for (MqttLink link : List.of(anonymous, wrong, unknown)) {
            await().atMost(PATIENCE).until(() -> link.state() == LinkState.REFUSED);
        }
    }

    private MqttLink connect(String user) throws InterruptedException {
        return connect(user, Inbox.acknowledging());
    }

    private MqttLink connect(String user, InboundHandler handler, String... filters) throws InterruptedException {
        MqttLink link = open(
                MqttLinkOptions.to(broker.uri(), user + "/" + CLIENTS.incrementAndGet())
                        .credentials(user, user)
                        .subscribe(
                                List.of(filters).stream().map(Subscription::to).toArray(Subscription[]::new))
                        .build(),
                handler);
        assertThat(link.awaitConnected(PATIENCE)).isTrue();
        return link;
    }

    private MqttLink open(MqttLinkOptions options, InboundHandler handler) {
        MqttLink link = MqttLink.open(options, handler);
        links.add(link);
        return link;
    }

    private static PublishFailure failure(MqttLink link, String topic) {
        try {
            link.publish(topic, "{}".getBytes(UTF_8), 1).join();
            return null;
        } catch (CompletionException e) {
            return ((PublishFailedException) e.getCause()).failure();
        }
    }
}
