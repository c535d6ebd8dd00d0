package org.jiaoying.messaging.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a compacted topic from its beginning, without a group: every process that needs the register or the rules reads
 * all of it.
 *
 * <p>Life cycle: 1. the constructor reads to what was the end at its start, on the caller's thread, so that the table is
 * complete when it returns; 2. thread {@code table-TOPIC} follows; 3. {@link #close} ends it.
 */
public final class TableReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final Consumer<LogRecord> entries;
    private final Thread follower;
    private volatile boolean closing;

    /** @param entries gets each entry in order; a null value removes the key; must not throw */
    public TableReader(String bootstrapServers, Topic topic, Consumer<LogRecord> entries) {
        this.entries = entries;
        this.partition = new TopicPartition(topic.topicName(), 0);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        Long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (end != null && consumer.position(partition) < end) {
            readOnce();
        }
        this.follower = new Thread(this::follow, "table-" + topic.topicName());
        follower.setDaemon(true);
        follower.start();
    }

    private void readOnce() {
        consumer.poll(Duration.ofMillis(500))
                .forEach(received -> entries.accept(new LogRecord(
                        received.partition(),
                        received.offset(),
                        received.key(),
                        Instant.ofEpochMilli(received.timestamp()),
                        received.value())));
    }

    private void follow() {
        try (consumer) {
            while (!closing) {
                readOnce();
            }
        } catch (WakeupException closed) {
            LOG.debug("{} no longer followed", partition);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
