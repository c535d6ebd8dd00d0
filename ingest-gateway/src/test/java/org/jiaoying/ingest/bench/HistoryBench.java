package org.jiaoying.ingest.bench;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryWriter;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many readings a second come from a full log into the store, beside the store alone with the same lines as the limit. Run
 * with {@code ./mvnw -pl ingest-gateway -am verify -Dtest=HistoryBench -Dbench=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true", disabledReason = "a measurement: run with -Dbench=true")
class HistoryBench {
    private static final int DEVICES = 1_000;
    private static final int VALUES = 10;
    private static final int MESSAGES = 200_000;
    private static final int READINGS = MESSAGES * VALUES;
    private static final Instant START = Instant.ofEpochMilli(1_772_352_000_000L);

    @TempDir
    Path directory;

    @Test
    void print() {
        try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                var quest = EmbeddedHistory.start(directory.resolve("quest"), 0, 0)) {
            Topics.create(kafka.bootstrapServers(), 8, (short) 1);
            String jdbcUrl = "jdbc:postgresql://127.0.0.1:" + quest.pgPort() + "/" + EmbeddedHistory.DATABASE + "?user="
                    + EmbeddedHistory.USER + "&password=" + EmbeddedHistory.PASSWORD;
            var settings =
                    new HistorySettings(kafka.bootstrapServers(), quest.httpUrl(), "", "o", "b", jdbcUrl, 5_000, 2);
            QuestHistory.open(jdbcUrl);
            try (var store = InfluxStore.open(settings)) {
                storeAlone(store);
                fill(kafka);
                fromTheLog(settings, store);
            }
        }
    }

    private static void storeAlone(InfluxStore store) {
        var batch = new StringBuilder();
        int batches = 100;
        long start = System.nanoTime();
        for (int b = 0; b < batches; b++) {
            batch.setLength(0);
            for (int i = 0; i < 5_000; i++) {
                batch.append("readings,enterprise=limit,site=north,device=d").append(i % DEVICES);
                batch.append(",point=p").append(i / DEVICES).append(" value=").append(i * 0.1);
                batch.append(",quality=0.0 ").append(START.toEpochMilli() + b).append('\n');
            }
            store.write(batch.toString());
        }
        print("store alone (limit)", batches * 5_000L, System.nanoTime() - start);
    }

    private static void fill(EmbeddedKafka kafka) {
        try (var producer = new LogProducer(kafka.bootstrapServers(), "bench")) {
            for (int i = 0; i < MESSAGES; i++) {
                var device = new DeviceKey("mine", "site" + i % 20, "d" + i % DEVICES);
                Instant at = START.plusMillis(i / DEVICES * 1_000L);
                var readings = new ArrayList<Observation>();
                for (int v = 0; v < VALUES; v++) {
                    readings.add(new Reading("p" + v, at, v + i * 0.01, Quality.GOOD, TimeBasis.DEVICE));
                }
                producer.append(
                        Topic.OBSERVATIONS,
                        device.siteKey().toString(),
                        ObservationCodec.encode(new DeviceMessage(device, at, readings)));
            }
            producer.flush();
        }
    }

    private static void fromTheLog(HistorySettings settings, InfluxStore store) {
        var meters = new SimpleMeterRegistry();
        long start = System.nanoTime();
        try (HistoryWriter writer = HistoryWriter.start(settings, store, new Register(), meters)) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> meters.get("jiaoying.history.written").counters().stream()
                                    .mapToDouble(counter -> counter.count())
                                    .sum()
                            >= READINGS);
            print("from the log, " + settings.writers() + " writers", READINGS, System.nanoTime() - start);
            System.out.println("lag " + writer.lag());
        }
    }

    private static void print(String name, long readings, long nanos) {
        System.out.printf("%-32s %,12.0f readings/s%n", name, readings * 1e9 / nanos);
    }
}
