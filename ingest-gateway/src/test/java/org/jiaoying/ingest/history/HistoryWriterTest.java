package org.jiaoying.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real Kafka into a real store that goes away meanwhile. */
class HistoryWriterTest {
    private static final DeviceKey DEVICE = new DeviceKey("mine", "north", "gas-1");
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddedKafka kafka;
    private EmbeddedHistory quest;
    private LogProducer producer;
    private InfluxStore store;
    private HistorySettings settings;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        Topics.create(kafka.bootstrapServers(), 2, (short) 1);
        producer = new LogProducer(kafka.bootstrapServers(), "test");
        quest = EmbeddedHistory.start(directory.resolve("quest"), 0, 0);
        settings = new HistorySettings(
                kafka.bootstrapServers(), quest.httpUrl(), "", "org", "bucket", jdbcUrl(quest), 500, 2);
        store = InfluxStore.open(settings);
    }

    @AfterEach
    void stop() {
        store.close();
        producer.close();
        kafka.close();
        quest.close();
    }

    private static String jdbcUrl(EmbeddedHistory quest) {
        return "jdbc:postgresql://127.0.0.1:" + quest.pgPort() + "/" + EmbeddedHistory.DATABASE + "?user="
                + EmbeddedHistory.USER + "&password=" + EmbeddedHistory.PASSWORD;
    }

    @Test
    void everythingIsWrittenOnceThroughAnOutageOfTheStoreAndARestartOfTheWriter() {
        QuestHistory history = QuestHistory.open(jdbcUrl(quest));
        append(0, 1_000);
        producer.append(Topic.OBSERVATIONS, "mine/north", "poison".getBytes(StandardCharsets.UTF_8));
        producer.append(
                Topic.OBSERVATIONS,
                "mine/north",
                ObservationCodec.encode(new ObservationEntry.Heartbeat("gateway-1", START)));
        HistoryWriter writer = HistoryWriter.start(settings, store, new Register(), meters);
        awaitSamples(history, 1_000);
        assertThat(meters.get("jiaoying.history.skipped").counter().count()).isEqualTo(1);

        String address = quest.httpUrl();
        int pgPort = quest.pgPort();
        quest.close();
        append(1_000, 2_000);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> true);
        append(2_000, 2_500);
        quest = EmbeddedHistory.start(
                directory.resolve("quest"), Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)), pgPort);
        awaitSamples(history, 2_500);

        writer.close();
        append(2_500, 3_000);
        try (HistoryWriter next = HistoryWriter.start(settings, store, new Register(), meters)) {
            awaitSamples(history, 3_000);
            await().atMost(Duration.ofSeconds(10)).until(() -> next.lag() == 0);
        }
    }

    /** Numbers as values, a millisecond apart. */
    private void append(int from, int to) {
        for (int i = from; i < to; i++) {
            Instant at = START.plusMillis(i);
            var reading = new Reading("ch4", at, i, Quality.GOOD, TimeBasis.DEVICE);
            producer.append(
                    Topic.OBSERVATIONS,
                    "mine/north",
                    ObservationCodec.encode(new DeviceMessage(DEVICE, at, List.of(reading))));
        }
        producer.flush();
    }

    private static void awaitSamples(QuestHistory history, int count) {
        var question =
                new History.Question(DEVICE, "ch4", START, START.plusSeconds(60), History.MAX_SAMPLES, Aggregate.MAX);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            List<Sample> samples = history.curve(question);
            assertThat(samples).hasSize(count);
            assertThat(samples).extracting(Sample::value).isSorted().doesNotHaveDuplicates();
        });
    }
}
