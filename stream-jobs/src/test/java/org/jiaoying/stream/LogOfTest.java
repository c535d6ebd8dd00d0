package org.jiaoying.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;

/** A real Kafka with the log's topics, spoken to as a gateway and as alerting would. */
public final class LogOfTest implements AutoCloseable {
    public static final int PARTITIONS = 4;

    /** All entries of {@code breaches}, in the order of each partition; repeats and all. */
    public final List<BreachEntry> breaches = new CopyOnWriteArrayList<>();

    public final List<RuleFault> faults = new CopyOnWriteArrayList<>();
    private final Map<Integer, Instant> progress = new java.util.concurrent.ConcurrentHashMap<>();
    private final EmbeddedKafka kafka;
    private final LogProducer producer;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger ruleVersion = new AtomicInteger();
    private volatile boolean closing;

    public LogOfTest(Path dir) {
        kafka = EmbeddedKafka.start(dir, 0);
        Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
        producer = new LogProducer(kafka.bootstrapServers(), "test");
        follow(Topic.BREACHES, received -> {
            BreachEntry entry = BreachCodec.decode(received.value());
            if (entry instanceof BreachEntry.Progress told) {
                progress.put(received.partition(), told.completeUntil());
            }
            breaches.add(entry);
        });
        follow(Topic.RULE_FAULTS, received -> faults.add(RuleCodec.decodeFault(received.value())));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public void register(long version, RegisterEntry entry) {
        producer.append(Topic.REGISTER, entry.entryKey(), RegisterCodec.encode(version, entry))
                .join();
    }

    /** Without waiting until it is safe. */
    public void registerSoon(long version, RegisterEntry entry) {
        producer.append(Topic.REGISTER, entry.entryKey(), RegisterCodec.encode(version, entry));
    }

    public void rule(Rule rule) {
        rule(rule.id(), RuleJson.write(rule));
    }

    public void rule(String id, String json) {
        byte[] document = RuleCodec.encode(new RuleDocument(id, ruleVersion.incrementAndGet(), json));
        producer.append(Topic.RULES, id, document).join();
    }

    public void withdraw(String ruleId) {
        producer.append(Topic.RULES, ruleId, null).join();
    }

    public void ch4(DeviceKey device, Instant at, double value) {
        says(device, at, new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE));
    }

    public void says(DeviceKey device, Instant receivedAt, Observation... observations) {
        byte[] message = ObservationCodec.encode(new DeviceMessage(device, receivedAt, List.of(observations)));
        producer.append(Topic.OBSERVATIONS, device.siteKey().toString(), message);
    }

    public void garbage(byte[] value) {
        producer.append(Topic.OBSERVATIONS, "x/y", value).join();
    }

    /** To every partition. */
    public void heartbeat(Instant at) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.appendTo(
                    Topic.OBSERVATIONS,
                    partition,
                    "gateway",
                    ObservationCodec.encode(new ObservationEntry.Heartbeat("gateway", at)));
        }
        producer.flush();
    }

    /** Up to where every partition was told that detection is complete. */
    public Instant progress() {
        return progress.size() < PARTITIONS
                ? Instant.MIN
                : progress.values().stream().min(Instant::compareTo).orElseThrow();
    }

    /** Each transition once, as alerting takes it. */
    public List<BreachTransition> transitions() {
        var once = new LinkedHashMap<String, BreachTransition>();
        for (BreachEntry entry : breaches) {
            if (entry instanceof BreachEntry.Transition step) {
                once.putIfAbsent(
                        step.transition().breachId() + "/" + step.transition().revision(), step.transition());
            }
        }
        return List.copyOf(once.values());
    }

    private void follow(Topic topic, java.util.function.Consumer<LogRecord> records) {
        var thread = new Thread(
                () -> {
                    try (var reader = new LogReader(
                            bootstrapServers(),
                            "test-" + UUID.randomUUID(),
                            topic,
                            500,
                            partition -> OptionalLong.of(0),
                            assigned -> {})) {
                        while (!closing) {
                            reader.read(Duration.ofMillis(100)).forEach(records);
                        }
                    }
                },
                "test-reads-" + topic.topicName());
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join(5_000);
        }
        producer.close();
        kafka.close();
    }
}
