package org.jiaoying.messaging.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the log: every record is acknowledged by all in-sync replicas, once, and in the order of the calls for one key.
 *
 * <p>Safe for use by several threads. Futures complete on the producer's own thread: what is chained to them must not block.
 */
public final class LogProducer implements AutoCloseable {
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
     * @param at the record's timestamp
     * @param value null removes the key from a compacted topic
     * @return completes when the record is safe
     */
    public CompletableFuture<LogPosition> append(Topic topic, String key, Instant at, byte @Nullable [] value) {
        return send(new ProducerRecord<>(topic.topicName(), null, at.toEpochMilli(), key, value));
    }

    /** Appends one record to a partition, whatever its key. */
    public CompletableFuture<LogPosition> appendTo(Topic topic, int partition, String key, Instant at, byte[] value) {
        return send(new ProducerRecord<>(topic.topicName(), partition, at.toEpochMilli(), key, value));
    }

    /** How many partitions the topic has; waits for Kafka to tell. */
    public int partitions(Topic topic) {
        return producer.partitionsFor(topic.topicName()).size();
    }

    private CompletableFuture<LogPosition> send(ProducerRecord<String, byte[]> producerRecord) {
        var safe = new CompletableFuture<LogPosition>();
        producer.send(producerRecord, (metadata, failure) -> {
            if (failure == null) {
                safe.complete(new LogPosition(metadata.partition(), metadata.offset()));
            } else {
                safe.completeExceptionally(
                        new LogUnavailableException("cannot append to " + producerRecord.topic(), failure));
            }
        });
        return safe;
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
