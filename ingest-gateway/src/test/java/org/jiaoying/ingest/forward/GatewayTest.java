package org.jiaoying.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.TestRegister;
import org.jiaoying.ingest.intake.IntakeSettings;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.FeedCodec;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.jiaoying.messaging.mqtt.LinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway between a real broker and a real Kafka. */
class GatewayTest {
    private static final String GAS = "jy/v1/mine/north/gas-1/telemetry";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private final Register register = TestRegister.loaded();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private EmbeddedBroker broker;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0, Access.OPEN);
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).close();
        }
        kafka.close();
        broker.close();
    }

    private Gateway gateway(String id) throws InterruptedException {
        return gateway(id, now::get, false);
    }

    private Gateway gateway(String id, InstantSource clock, boolean live) throws InterruptedException {
        var settings = new GatewaySettings(
                id,
                "gateways",
                URI.create(broker.url()),
                null,
                "gateway",
                "x",
                kafka.bootstrapServers(),
                200,
                Duration.ofHours(1),
                2,
                5,
                IntakeSettings.DEFAULTS);
        Gateway gateway = live
                ? Gateway.startLive(settings, register, clock, meters)
                : Gateway.start(settings, register, clock, meters);
        parts.add(gateway);
        assertThat(gateway.awaitConnected(Duration.ofSeconds(20))).isTrue();
        return gateway;
    }

    private TestDevice device(String id) throws InterruptedException {
        var device = new TestDevice(broker.url(), id, "mine", "x", message -> message.acknowledge());
        parts.add(device);
        return device;
    }

    @Test
    void readingsComeIntoTheLogInOrderAndTheHeartbeatAfterThem() throws Exception {
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");
        for (int i = 0; i < 100; i++) {
            device.publish(GAS, "{\"ts\":%d,\"values\":{\"ch4\":%d,\"temp\":20}}".formatted(ms(i), i % 40));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.handled() == 100);
        now.set(START.plusSeconds(1));
        gateway.heartbeat();

        Map<Integer, List<ObservationEntry>> log = observations(100 + PARTITIONS);

        assertThat(log).hasSize(PARTITIONS);
        List<ObservationEntry> ofTheSite =
                log.values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
        assertThat(readings(ofTheSite)).extracting(Reading::at).isSorted().hasSize(200);
        log.values()
                .forEach(partition -> assertThat(partition.get(partition.size() - 1))
                        .isEqualTo(new ObservationEntry.Heartbeat("gateway-1", START.plusSeconds(1))));
        assertThat(meters.get("jiaoying.intake.observations")
                        .tag("enterprise", "mine")
                        .counter()
                        .count())
                .isEqualTo(200);
    }

    @Test
    void whatCameOfEachDeviceIsToldNowAndThen_withItsClockAndWhatWasRefused() throws Exception {
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");
        device.publish(GAS, "{\"ts\":%d,\"values\":{\"ch4\":0.4,\"temp\":20}}".formatted(at(-2)));
        device.publish(GAS, "{\"ts\":%d,\"values\":{\"ch4\":0.4}}".formatted(at(-7_200)));
        device.publish(GAS, "{\"ts\":%d,\"values\":{\"ch4\":0.4,\"ch44\":1}}".formatted(at(86_400)));
        device.publish(GAS, "no JSON");
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.handled() == 4);
        gateway.heartbeat();
        gateway.heartbeat();

        List<FeedReport> told = feeds(1);

        assertThat(told)
                .containsExactly(
                        new FeedReport(DeviceKey.parse("mine/north/gas-1"), START, 86_400_000L, 4, 4, 1, 1, 3));
    }

    private static long at(long seconds) {
        return START.plusSeconds(seconds).toEpochMilli();
    }

    /** So many reports, and no other behind them. */
    private List<FeedReport> feeds(int count) {
        var all = new ArrayList<FeedReport>();
        try (var reader = new LogReader(
                kafka.bootstrapServers(), "feeds", Topic.FEEDS, 500, partition -> OptionalLong.of(0), set -> {})) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (LogRecord received : reader.read(Duration.ofMillis(200))) {
                    all.add(FeedCodec.decode(received.value()));
                }
                return all.size() >= count;
            });
        }
        return all;
    }

    @Test
    void whatIsRefusedIsToldToTheEnterpriseAndListedInTheLog() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        parts.add(new TestDevice(
                broker.url(),
                "mine-office",
                "mine",
                "x",
                message -> {
                    told.add(new String(message.payload(), StandardCharsets.UTF_8));
                    message.acknowledge();
                },
                "jy/v1/mine/rejects"));
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");

        device.publish(GAS, "{\"ch4\":0.5,\"ch5\":1}");
        device.publish("jy/v1/nobody/north/gas-1/telemetry", "{\"ch4\":0.5}");
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.handled() == 2);

        await().atMost(Duration.ofSeconds(10)).until(() -> told.size() == 1);
        assertThat(told.get(0))
                .isEqualTo("{\"topic\":\"" + GAS + "\",\"receivedAt\":" + START.toEpochMilli()
                        + ",\"code\":\"unknown-point\",\"reason\":\"该设备没有测点 ch5，请先在台账中登记 / the device has no point"
                        + " ch5: register it first\",\"sample\":\"\\\"ch5\\\": 1.0\",\"count\":1}");
        assertThat(rejects(2))
                .extracting(Reject::code)
                .containsExactlyInAnyOrder(RejectCode.UNKNOWN_POINT, RejectCode.UNKNOWN_DEVICE);
        assertThat(readings(
                        observations(1).values().stream().flatMap(List::stream).toList()))
                .extracting(Reading::value)
                .containsExactly(0.5);
        assertThat(refusedCount("unknown", "unknown-device")).isEqualTo(1);
    }

    @Test
    void aFloodOfRubbishIsCountedExactlyToldShortlyAndDoesNotHoldUpGoodReadings() throws Exception {
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");
        for (int i = 0; i < 2_000; i++) {
            device.publish(GAS, i % 100 == 0 ? "{\"ch4\":1}" : "rubbish " + i);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.handled() == 2_000);
        gateway.heartbeat();

        List<Reject> rejects = rejects(6);
        assertThat(rejects).hasSize(6);
        assertThat(rejects.stream().mapToInt(Reject::count).sum()).isEqualTo(1_980);
        assertThat(rejects.get(5).reason()).contains("1975");
        assertThat(refusedCount("mine", "bad-json")).isEqualTo(1_980);
        assertThat(readings(observations(20 + PARTITIONS).values().stream()
                        .flatMap(List::stream)
                        .toList()))
                .hasSize(20);
    }

    /** Each payload, and the code it is counted under; null where its values are taken. */
    private static Map<byte[], String> hostilePayloads() {
        var payloads = new LinkedHashMap<byte[], String>();
        payloads.put(utf8("{\"ch4\":\"1\"}"), "not-a-number");
        payloads.put(utf8("{\"ch4\":1e999}"), "not-a-number");
        payloads.put(utf8("{\"ch4\":" + "9".repeat(200_000) + "}"), "bad-json");
        payloads.put(utf8("{\"ch4\":" + "[".repeat(100_000) + "}"), "bad-json");
        payloads.put(utf8("{\"ch4\":1,\"ch4\":2}"), "bad-json");
        payloads.put(utf8("{\"" + "x".repeat(100_000) + "\":2}"), "bad-json");
        payloads.put(utf8("\u0000\u0001"), "bad-json");
        payloads.put(new byte[0], "bad-json");
        payloads.put(new byte[] {'"', (byte) 0xFF, (byte) 0xFE, '"'}, "bad-encoding");
        payloads.put(new byte[300 * 1024], "too-large");
        payloads.put(utf8("[" + "{},".repeat(1_500) + "{}]"), "too-many");
        payloads.put(utf8("null"), "bad-shape");
        payloads.put(utf8("{\"ts\":\"' or 1=1\",\"temp\":1}"), "bad-time");
        payloads.put(utf8("{\"ts\":0,\"temp\":2}"), "bad-time");
        payloads.put(utf8("{\"ts\":4070908800000,\"temp\":3}"), "bad-time");
        return payloads;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void hostilePayloadsAreCountedUnderACodeAndStopNothing() throws Exception {
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");
        var expected = new TreeMap<String, Integer>();
        for (Map.Entry<byte[], String> hostile : hostilePayloads().entrySet()) {
            device.publish(GAS, hostile.getKey());
            expected.merge(hostile.getValue(), 1, Integer::sum);
        }
        device.publish(GAS, "{\"temp\":4}");
        int messages = hostilePayloads().size() + 1;
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.handled() == messages);

        var counted = new TreeMap<String, Integer>();
        meters.find("jiaoying.intake.refused")
                .counters()
                .forEach(counter -> counted.put(counter.getId().getTag("code"), (int) counter.count()));
        assertThat(counted).isEqualTo(expected);
        assertThat(numbers(4)).containsOnlyKeys(1, 2, 3, 4);
    }

    @Test
    void whileKafkaIsAwayNothingIsAcknowledgedAndAfterwardsNothingIsMissing() throws Exception {
        Gateway gateway = gateway("gateway-1");
        TestDevice device = device("gas-1");
        publishNumbered(device, 0, 50);
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.handled() == 50);

        int port = kafka.port();
        kafka.close();
        publishNumbered(device, 50, 1_000);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> gateway.handled() == 50);
        assertThat(gateway.health().unsafe()).isPositive();

        kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.handled() >= 1_000);
        assertThat(numbers(1_000))
                .hasSize(1_000)
                .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aGatewayThatComesBackTakesWhatWaitedForIt() throws Exception {
        Gateway first = gateway("gateway-1");
        TestDevice device = device("gas-1");
        publishNumbered(device, 0, 100);
        await().atMost(Duration.ofSeconds(20)).until(() -> first.handled() == 100);
        first.close();

        publishNumbered(device, 100, 600);

        gateway("gateway-1");
        assertThat(numbers(600)).hasSize(600);
    }

    @Test
    void aGatewayThatIsCutOffInTheMiddleLosesNothing() throws Exception {
        Gateway first = gateway("gateway-1");
        TestDevice device = device("gas-1");
        var all = CompletableFuture.runAsync(() -> publishQuietly(device, 0, 3_000));
        await().atMost(Duration.ofSeconds(20)).until(() -> first.handled() > 200);
        first.close();
        all.join();

        gateway("gateway-1");
        assertThat(numbers(3_000)).hasSize(3_000);
    }

    /** How evenly is the broker's affair: HiveMQ CE may give all to one. That either takes what comes is ours. */
    @Test
    void twoGatewaysTakeEachMessageOnceAndOneGoesOnWithoutTheOther() throws Exception {
        Gateway one = gateway("gateway-1");
        Gateway two = gateway("gateway-2");
        TestDevice device = device("gas-1");

        publishNumbered(device, 0, 500);
        await().atMost(Duration.ofSeconds(20)).until(() -> one.handled() + two.handled() == 500);

        one.close();
        long before = two.handled();
        publishNumbered(device, 500, 1_000);

        await().atMost(Duration.ofSeconds(20)).until(() -> two.handled() == before + 500);
        assertThat(numbers(1_000)).hasSize(1_000);
    }

    @Test
    void aLiveGatewayBeatsByItself() throws Exception {
        Gateway gateway = gateway("gateway-1", InstantSource.system(), true);

        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.health().lastHeartbeat() != null);
        assertThat(gateway.health().link()).isEqualTo(LinkState.CONNECTED);
        assertThat(observations(2 * PARTITIONS)).hasSize(PARTITIONS).allSatisfy((partition, entries) -> {
            assertThat(entries).allMatch(ObservationEntry.Heartbeat.class::isInstance);
        });
    }

    private static long ms(int i) {
        return START.toEpochMilli() - 10_000 + i;
    }

    /** Each message has its number as the temperature. */
    private static void publishNumbered(TestDevice device, int from, int to) throws Exception {
        var published = new ArrayList<CompletableFuture<?>>();
        for (int i = from; i < to; i++) {
            published.add(device.publish(GAS, "{\"ts\":%d,\"temp\":%d}".formatted(ms(i), i)));
        }
        CompletableFuture.allOf(published.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
    }

    private static void publishQuietly(TestDevice device, int from, int to) {
        try {
            publishNumbered(device, from, to);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private double refusedCount(String enterprise, String code) {
        return meters.get("jiaoying.intake.refused")
                .tag("enterprise", enterprise)
                .tag("code", code)
                .counter()
                .count();
    }

    private static List<Reading> readings(List<ObservationEntry> entries) {
        var readings = new ArrayList<Reading>();
        for (ObservationEntry entry : entries) {
            if (entry instanceof ObservationEntry.Message message) {
                for (Observation observation : message.message().observations()) {
                    readings.add((Reading) observation);
                }
            }
        }
        return readings;
    }

    /** How often each number stands in the log, once at least so many different ones do. */
    private Map<Integer, Integer> numbers(int atLeast) {
        var times = new TreeMap<Integer, Integer>();
        read(Topic.OBSERVATIONS, received -> {
            readings(List.of(ObservationCodec.decode(received.value())))
                    .forEach(reading -> times.merge((int) reading.value(), 1, Integer::sum));
            return times.size() >= atLeast;
        });
        return times;
    }

    private Map<Integer, List<ObservationEntry>> observations(int count) {
        var entries = new HashMap<Integer, List<ObservationEntry>>();
        int[] seen = {0};
        read(Topic.OBSERVATIONS, received -> {
            entries.computeIfAbsent(received.partition(), partition -> new ArrayList<>())
                    .add(ObservationCodec.decode(received.value()));
            return ++seen[0] >= count;
        });
        return entries;
    }

    private List<Reject> rejects(int count) {
        var rejects = new ArrayList<Reject>();
        read(Topic.REJECTS, received -> {
            rejects.add(RejectCodec.decode(received.value()));
            return rejects.size() >= count;
        });
        return rejects;
    }

    private interface Taker {
        boolean enough(LogRecord received);
    }

    private void read(Topic topic, Taker taker) {
        try (var reader = new LogReader(
                kafka.bootstrapServers(),
                "test-" + System.nanoTime(),
                topic,
                500,
                partition -> OptionalLong.empty(),
                partitions -> {})) {
            boolean[] enough = {false};
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (LogRecord received : reader.read(Duration.ofMillis(200))) {
                    enough[0] |= taker.enough(received);
                }
                return enough[0];
            });
        }
    }
}
