package org.jiaoying.messaging.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.messaging.log.LogReader.StartingPositions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as its users see it, on a real Kafka. */
class LogTest {
    private static final int PARTITIONS = 4;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
        Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void createsWhatIsMissingAndGivesCompactedTopicsOnePartition() throws Exception {
        Topics.create(kafka.bootstrapServers(), 9, (short) 1);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var names = IntStream.range(0, Topic.values().length)
                    .mapToObj(i -> Topic.values()[i].topicName())
                    .toList();
            var partitions = new TreeMap<String, Integer>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            assertThat(partitions)
                    .isEqualTo(Map.of(
                            "observations",
                            4,
                            "rejects",
                            4,
                            "feeds",
                            4,
                            "breaches",
                            4,
                            "rule-faults",
                            4,
                            "rules",
                            1,
                            "register",
                            1,
                            "baselines",
                            1));
        }
    }

    @Test
    void aReaderGoesOnFromThePositionsItsCallerKept() {
        append(Topic.BREACHES, 100);
        var kept = new HashMap<Integer, Long>();
        var seen = new ArrayList<String>();
        try (var reader = reader("kept", kept)) {
            readUntil(reader, kept, seen, 40);
        }
        try (var reader = reader("kept", kept)) {
            readUntil(reader, kept, seen, 100);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(words(0, 100));
    }

    @Test
    void aReaderGoesOnFromThePositionsKafkaKeptForItsGroup() {
        append(Topic.BREACHES, 100);
        var positions = new HashMap<Integer, Long>();
        var seen = new ArrayList<String>();
        try (var reader = groupReader("group")) {
            readUntil(reader, positions, seen, 40);
            reader.commit(positions);
        }
        try (var reader = groupReader("group")) {
            readUntil(reader, positions, seen, 100);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(words(0, 100));
    }

    @Test
    void twoReadersShareThePartitionsAndEveryEffectHappensOnce() throws Exception {
        var kept = new ConcurrentHashMap<Integer, Long>();
        var effects = new ConcurrentHashMap<String, Integer>();
        try (var first = new Worker(kept, effects)) {
            append(Topic.BREACHES, 500);
            await().atMost(BOUND).until(() -> effects.size() == 500);
            assertThat(first.partitions()).hasSize(PARTITIONS);
            try (var second = new Worker(kept, effects)) {
                await().atMost(BOUND)
                        .until(() -> first.partitions().size() == 2
                                && second.partitions().size() == 2);
                append(Topic.BREACHES, 500, 1000);
                await().atMost(BOUND).until(() -> effects.size() == 1000);
            }
            append(Topic.BREACHES, 1000, 1500);
            await().atMost(BOUND).until(() -> effects.size() == 1500);
        }
        assertThat(effects.values()).containsOnly(1);
    }

    @Test
    void aPositionTheLogDoesNotHaveStartsAtTheBeginning() {
        append(Topic.BREACHES, 20);
        var kept = new HashMap<>(Map.of(0, 1000L, 1, 1000L, 2, 1000L, 3, 1000L));
        var seen = new ArrayList<String>();
        try (var reader = reader("ahead", kept)) {
            readUntil(reader, kept, seen, 20);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(words(0, 20));
    }

    @Test
    void aReaderThatCannotLearnItsPositionsReadsNothing() {
        append(Topic.BREACHES, 20);
        StartingPositions broken = partition -> {
            throw new IllegalStateException("the database is away");
        };
        try (var reader =
                new LogReader(kafka.bootstrapServers(), "broken", Topic.BREACHES, 500, broken, partitions -> {})) {
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThatThrownBy(() -> assertThat(reader.read(Duration.ofMillis(100)))
                                    .isEmpty())
                            .isInstanceOf(LogUnavailableException.class));
            assertThatThrownBy(() -> reader.read(Duration.ofMillis(100)))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasRootCauseMessage("the database is away");
        }
    }

    @Test
    void aTableIsCompleteWhenItsReaderIsThereAndFollowsAfterwards() {
        var table = new ConcurrentHashMap<String, String>();
        try (var producer = producer()) {
            put(producer, "a", "1");
            put(producer, "b", "2");
            put(producer, "a", "3");
            try (var reader = new TableReader(kafka.bootstrapServers(), Topic.RULES, entry -> enter(table, entry))) {
                assertThat(table).isEqualTo(Map.of("a", "3", "b", "2"));
                put(producer, "poison", "4");
                put(producer, "b", null);
                put(producer, "c", "5");
                await().atMost(BOUND).until(() -> table.equals(Map.of("a", "3", "c", "5")));
            }
        }
    }

    @Test
    void aRestartOfKafkaUnderAProducerAndAReaderLosesAndDoublesNothing() throws Exception {
        int port = kafka.port();
        var kept = new ConcurrentHashMap<Integer, Long>();
        var effects = new ConcurrentHashMap<String, Integer>();
        try (var reader = new Worker(kept, effects);
                var producer = producer();
                var stream = new SteadyStream(producer)) {
            await().atMost(BOUND).until(() -> effects.size() > 1000);
            kafka.close();
            int beforeTheRestart = stream.appended();
            kafka = EmbeddedKafka.start(dir.resolve("kafka"), port);
            await().atMost(BOUND).until(() -> stream.appended() > beforeTheRestart + 5000);
            stream.close();
            producer.flush();
            await().atMost(BOUND).until(() -> effects.size() == stream.appended());
            assertThat(reader.partitions()).hasSize(PARTITIONS);
            assertThat(effects.values()).containsOnly(1);
            assertThat(kept.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stream.appended());
        }
    }

    /** Appends without pause, with at most 200 records under way: an outage finds some of them unanswered. */
    private static final class SteadyStream implements AutoCloseable {
        private final Semaphore underWay = new Semaphore(200);
        private final AtomicInteger appended = new AtomicInteger();
        private final Thread thread;
        private volatile boolean closing;

        SteadyStream(LogProducer producer) {
            thread = new Thread(() -> run(producer));
            thread.start();
        }

        private void run(LogProducer producer) {
            while (!closing) {
                underWay.acquireUninterruptibly();
                String word = "word-" + appended.get();
                producer.append(Topic.BREACHES, word, word.getBytes(StandardCharsets.UTF_8))
                        .whenComplete((position, failure) -> underWay.release());
                appended.incrementAndGet();
            }
        }

        int appended() {
            return appended.get();
        }

        @Override
        public void close() throws InterruptedException {
            closing = true;
            thread.join();
        }
    }

    @Test
    void takesARecordUpToItsBoundAndRefusesALargerOne() throws Exception {
        try (var producer = producer()) {
            byte[] largest = new byte[LogProducer.MAX_RECORD_BYTES];
            assertThat(producer.append(Topic.BREACHES, "key", largest).get()).isNotNull();
            assertThatThrownBy(() -> producer.append(Topic.BREACHES, "key", new byte[largest.length + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8388609 bytes");
        }
    }

    @Test
    void anAppendAfterTheCloseFailsInItsFuture() {
        var producer = producer();
        producer.close();
        assertThat(producer.append(Topic.BREACHES, "key", new byte[1]))
                .failsWithin(BOUND)
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class);
    }

    /** A member of a group that keeps its positions with its effects, as a database would. */
    private final class Worker implements AutoCloseable {
        private final AtomicReference<Set<Integer>> partitions = new AtomicReference<>(Set.of());
        private final LogReader reader;
        private final Thread thread;
        private volatile boolean closing;

        Worker(Map<Integer, Long> kept, Map<String, Integer> effects) {
            reader = new LogReader(
                    kafka.bootstrapServers(), "workers", Topic.BREACHES, 50, positions(kept), partitions::set);
            thread = new Thread(() -> work(kept, effects));
            thread.start();
        }

        private void work(Map<Integer, Long> kept, Map<String, Integer> effects) {
            while (!closing) {
                for (LogRecord received : reader.read(Duration.ofMillis(100))) {
                    effects.merge(word(received), 1, Integer::sum);
                    kept.put(received.partition(), received.offset() + 1);
                }
            }
        }

        Set<Integer> partitions() {
            return partitions.get();
        }

        @Override
        public void close() throws InterruptedException {
            closing = true;
            reader.wakeup();
            thread.join();
            reader.close();
        }
    }

    private LogReader reader(String group, Map<Integer, Long> kept) {
        return new LogReader(kafka.bootstrapServers(), group, Topic.BREACHES, 10, positions(kept), partitions -> {});
    }

    private LogReader groupReader(String group) {
        return new LogReader(
                kafka.bootstrapServers(), group, Topic.BREACHES, 10, StartingPositions.OF_THE_GROUP, partitions -> {});
    }

    private static StartingPositions positions(Map<Integer, Long> kept) {
        return partition -> kept.containsKey(partition) ? OptionalLong.of(kept.get(partition)) : OptionalLong.empty();
    }

    private static void readUntil(LogReader reader, Map<Integer, Long> positions, List<String> seen, int count) {
        await().atMost(BOUND).until(() -> {
            for (LogRecord received : reader.read(Duration.ofMillis(100))) {
                seen.add(word(received));
                positions.put(received.partition(), received.offset() + 1);
            }
            return seen.size() >= count;
        });
    }

    private LogProducer producer() {
        return new LogProducer(kafka.bootstrapServers(), "test");
    }

    private void append(Topic topic, int count) {
        append(topic, 0, count);
    }

    private void append(Topic topic, int from, int to) {
        try (var producer = producer()) {
            words(from, to).forEach(word -> producer.append(topic, word, word.getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }

    private static void put(LogProducer producer, String key, String value) {
        producer.append(Topic.RULES, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    private static void enter(Map<String, String> table, LogRecord entry) {
        if (entry.value() == null) {
            table.remove(entry.key());
        } else if (entry.key().equals("poison")) {
            throw new IllegalArgumentException("an entry that cannot be read, as the test wants it");
        } else {
            table.put(entry.key(), word(entry));
        }
    }

    private static String word(LogRecord received) {
        return new String(received.value(), StandardCharsets.UTF_8);
    }

    private static List<String> words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "word-" + i).toList();
    }
}
