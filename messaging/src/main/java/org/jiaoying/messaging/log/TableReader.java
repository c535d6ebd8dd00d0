package org.jiaoying.messaging.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
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
 * complete when it returns; 2. thread {@code table-TOPIC} follows, also through outages of Kafka; 3. {@link #close} ends it.
 */
public final class TableReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final Consumer<LogRecord> entries;
    private final Thread follower;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param entries gets each entry in order; a null value removes the key. An entry it throws at is reported and passed over
     * @throws LogUnavailableException if Kafka does not answer for a minute, or lacks the topic
     */
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
        try {
            readToTheEnd();
        } catch (KafkaException e) {
            consumer.close();
            throw new LogUnavailableException("cannot read " + partition, e);
        }
        this.follower = new Thread(this::follow, "table-" + topic.topicName());
        follower.setDaemon(true);
        follower.start();
    }

    private void readToTheEnd() {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            readOnce();
        }
    }

    private void readOnce() {
        for (ConsumerRecord<String, byte[]> received : consumer.poll(POLL)) {
            var entry = new LogRecord(received.partition(), received.offset(), received.key(), received.value());
            try {
                entries.accept(entry);
            } catch (RuntimeException e) {
                LOG.error("entry '{}' at offset {} of {} was passed over", entry.key(), entry.offset(), partition, e);
            }
        }
    }

    private void follow() {
        try (consumer) {
            while (closing.getCount() > 0) {
                followUntilItFails();
            }
        }
    }

    private void followUntilItFails() {
        try {
            readOnce();
        } catch (WakeupException closed) {
            LOG.debug("{} no longer followed", partition);
        } catch (KafkaException e) {
            LOG.warn("cannot read {}; trying again in a second", partition, e);
            pause();
        }
    }

    private void pause() {
        try {
            if (closing.await(1, TimeUnit.SECONDS)) {
                LOG.debug("closed while waiting for {}", partition);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
