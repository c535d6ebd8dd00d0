package org.jiaoying.messaging.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the log: every record is acknowledged by all in-sync replicas, once, and in the order of the calls for one key.
 *
 * <p>Safe for use by several threads. An append blocks, for at most a minute, while Kafka has never been reached or while the
 * buffer (32 MB) is full; then its future fails. Once in the buffer a record is tried until Kafka takes it or this is closed.
 * Futures complete on the producer's own thread: what is chained to them must not block.
 */
public final class LogProducer implements AutoCloseable {
    /** The largest value; also the bound that {@link Topics} gives to Kafka. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    /** What a record weighs beside its value: its key and Kafka's own. */
    static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private final KafkaProducer<String, byte[]> producer;

    public LogProducer(String bootstrapServers, String clientId) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        // Outlasts any outage: giving up is the caller's decision, made by closing.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        60_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_RECORD_BYTES + RECORD_OVERHEAD_BYTES,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Appends one record; the key decides the partition.
     *
     * @param value null removes the key from a compacted topic
     * @return completes when the record is safe; fails with {@link LogUnavailableException}
     * @throws IllegalArgumentException if the value is over {@link #MAX_RECORD_BYTES}: never worth trying again
     */
    public CompletableFuture<LogPosition> append(Topic topic, String key, byte @Nullable [] value) {
        return send(new ProducerRecord<>(topic.topicName(), key, value));
    }

    /** Appends one record to a partition, whatever its key; otherwise as {@link #append}. */
    public CompletableFuture<LogPosition> appendTo(Topic topic, int partition, String key, byte[] value) {
        return send(new ProducerRecord<>(topic.topicName(), partition, key, value));
    }

    /**
     * How many partitions the topic has; waits up to a minute for Kafka to tell.
     *
     * @throws LogUnavailableException if it does not
     */
    public int partitions(Topic topic) {
        try {
            return producer.partitionsFor(topic.topicName()).size();
        } catch (KafkaException e) {
            throw new LogUnavailableException("cannot learn the partitions of " + topic.topicName(), e);
        }
    }

    private CompletableFuture<LogPosition> send(ProducerRecord<String, byte[]> producerRecord) {
        byte[] value = producerRecord.value();
        if (value != null && value.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("a record of " + value.length + " bytes for " + producerRecord.topic()
                    + " is over the bound of " + MAX_RECORD_BYTES);
        }
        var safe = new CompletableFuture<LogPosition>();
        try {
            producer.send(producerRecord, (metadata, failure) -> {
                if (failure == null) {
                    safe.complete(new LogPosition(metadata.partition(), metadata.offset()));
                } else {
                    safe.completeExceptionally(refused(producerRecord, failure));
                }
            });
        } catch (KafkaException | IllegalStateException closed) {
            safe.completeExceptionally(refused(producerRecord, closed));
        }
        return safe;
    }

    private static LogUnavailableException refused(ProducerRecord<String, byte[]> producerRecord, Exception failure) {
        return new LogUnavailableException("cannot append to " + producerRecord.topic(), failure);
    }

    /** Waits until all that was appended is safe. */
    public void flush() {
        producer.flush();
    }

    /** Gives what is under way five seconds, then gives up on it. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
