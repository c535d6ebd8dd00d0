package org.jiaoying.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.register.Device;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.messaging.mqtt.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void messagesAreOfTheFeedAndNeverTwiceAtOneTime() throws Exception {
        var template = new Template(new DeviceKey("load", "site-1", "device-7"));
        Set<Long> stamps = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            template.fill(1_700_000_000_000L + i / 10);
            JsonNode message = JSON.readTree(payload(template));
            assertThat(stamps.add(message.get("ts").asLong())).isTrue();
            assertThat(message.get("values").size()).isEqualTo(LoadPlan.VALUES);
            message.get("values").forEach(value -> assertThat(value.asDouble()).isBetween(0.0, 0.8));
            values.add(message.get("values").toString());
        }
        assertThat(values).hasSizeGreaterThan(90);
        template.fill(1_800_000_000_000L);
        template.overwriteFirst(120);
        JsonNode breach = JSON.readTree(payload(template));
        assertThat(breach.get("values").get("v0").asDouble()).isEqualTo(1.2);
        assertThat(breach.get("ts").asLong()).isEqualTo(1_800_000_000_000L);
    }

    private static String payload(Template template) {
        byte[] packet = template.packet();
        int at = template.idAt() + 3;
        return new String(packet, at, packet.length - at, java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void planRegistersEveryDeviceItLoadsWith() {
        LoadPlan plan = LoadPlan.of(1_000);
        Set<DeviceKey> registered = new HashSet<>();
        plan.register().entries().forEach(entry -> {
            if (entry instanceof Device device) {
                registered.add(device.key());
                assertThat(device.points()).hasSize(LoadPlan.VALUES);
            }
        });
        assertThat(registered).hasSize(plan.devices());
        for (int i = 0; i < plan.devices(); i++) {
            assertThat(registered).contains(plan.device(i));
        }
        assertThatThrownBy(() -> new LoadPlan("load", 1, 1, 1, 1_000)).hasMessageContaining("too few devices");
    }

    @Test
    @Timeout(60)
    void everyMessageArrivesOnceAtTheRateThatWasAskedFor(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, Access.OPEN)) {
            Map<String, Integer> arrived = new ConcurrentHashMap<>();
            URI url = URI.create(broker.url());
            MqttLink receiver = MqttLink.open(
                    MqttLinkOptions.to(url, "receiver")
                            .subscribe(new Subscription("jy/v1/+/+/+/telemetry", 1))
                            .build(),
                    message -> {
                        arrived.merge(
                                message.topic()
                                        + new String(message.payload(), java.nio.charset.StandardCharsets.US_ASCII),
                                1,
                                Integer::sum);
                        message.acknowledge();
                    });
            assertThat(receiver.awaitConnected(Duration.ofSeconds(10))).isTrue();
            try (Load load = Load.connect(LoadPlan.of(2_000), url, InstantSource.system())) {
                load.start();
                Injection injection = load.inject().get(5, TimeUnit.SECONDS);
                await().atMost(Duration.ofSeconds(20)).until(() -> load.report().sent() >= 4_000);
                LoadReport report = load.stop(Duration.ofSeconds(10));
                assertThat(report.failed()).isZero();
                assertThat(report.acknowledged()).isEqualTo(report.sent());
                assertThat(report.messagesPerSecond()).isBetween(1_500.0, 2_500.0);
                await().atMost(Duration.ofSeconds(10)).until(() -> arrived.size() == report.sent());
                assertThat(arrived.values()).allMatch(times -> times == 1);
                assertThat(arrived.keySet())
                        .filteredOn(text -> text.contains("\"v0\":1.20"))
                        .singleElement()
                        .asString()
                        .contains(injection.device().toString())
                        .contains("\"ts\":" + injection.at().toEpochMilli());
            } finally {
                receiver.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void aStrangerIsNotLetIn(@TempDir Path folder) {
        var known = new Access() {
            @Override
            public boolean authenticate(String user, byte[] password) {
                return user.equals("somebody else");
            }

            @Override
            public boolean mayPublish(String user, String topic) {
                return true;
            }

            @Override
            public boolean maySubscribe(String user, String filter) {
                return true;
            }
        };
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, known)) {
            assertThatThrownBy(() -> Load.connect(LoadPlan.of(10), URI.create(broker.url()), InstantSource.system()))
                    .hasMessageContaining("does not let this user in");
        }
    }

    @Test
    @Timeout(60)
    void afterTheBrokerWasAwayTheLoadGoesOnAndCountsWhatWasLost(@TempDir Path folder) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, Access.OPEN);
        int port = broker.port();
        try (Load load = Load.connect(LoadPlan.of(500), URI.create(broker.url()), InstantSource.system())) {
            load.start();
            await().until(() -> load.report().acknowledged() > 100);
            broker.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.report().behind() > 100);
            broker = EmbeddedBroker.start(folder, port, Access.OPEN);
            long before = load.report().acknowledged();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.report().acknowledged() > before + 500);
            LoadReport report = load.stop(Duration.ofSeconds(10));
            assertThat(report.acknowledged() + report.failed()).isEqualTo(report.sent());
        } finally {
            broker.close();
        }
    }

    @Test
    void brokerThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> Load.connect(LoadPlan.of(10), URI.create("tcp://127.0.0.1:1"), InstantSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot connect");
    }
}
