package org.jiaoying.messaging.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic as one member of a group, from positions that the caller keeps with the effects of what it read, or that
 * Kafka keeps for it after {@link #commit}.
 *
 * <p>For one thread; only {@link #wakeup} may be called from another.
 */
public final class LogReader implements AutoCloseable {

    /** Where to start in a partition that was assigned to this reader. */
    @FunctionalInterface
    public interface StartingPositions {
        /** The next offset to read; empty for the group's position in Kafka, or the beginning if it has none. */
        OptionalLong nextOffset(int partition);
    }

    /** Told which partitions this reader has from now on, after each change. On the reader's thread, within {@link #read}. */
    @FunctionalInterface
    public interface AssignmentListener {
        void assigned(Set<Integer> partitions);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final Topic topic;
    private final Set<Integer> assigned = new TreeSet<>();

    /** Joins the group; partitions are shared among its members. */
    public LogReader(
            String bootstrapServers,
            String group,
            Topic topic,
            int maxRecords,
            StartingPositions positions,
            AssignmentListener listener) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        maxRecords,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100,
                        // A member that was killed is missed after this long.
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        2_000,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic.topicName()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                for (TopicPartition partition : partitions) {
                    positions.nextOffset(partition.partition()).ifPresent(offset -> consumer.seek(partition, offset));
                    assigned.add(partition.partition());
                }
                listener.assigned(Set.copyOf(assigned));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(partition -> assigned.remove(partition.partition()));
                listener.assigned(Set.copyOf(assigned));
            }
        });
    }

    /**
     * Waits for records, at most {@code timeout}.
     *
     * @return what came, in order within each partition; empty after the timeout or {@link #wakeup}
     */
    public List<LogRecord> read(Duration timeout) {
        try {
            var batch = new ArrayList<LogRecord>();
            consumer.poll(timeout)
                    .forEach(received -> batch.add(new LogRecord(
                            received.partition(),
                            received.offset(),
                            received.key(),
                            java.time.Instant.ofEpochMilli(received.timestamp()),
                            received.value())));
            return batch;
        } catch (WakeupException wokenUp) {
            return List.of();
        }
    }

    /** Goes back (or ahead) in one partition, as after an effect that failed. */
    public void seek(int partition, long offset) {
        consumer.seek(new TopicPartition(topic.topicName(), partition), offset);
    }

    /** Has Kafka keep the group's positions: by partition, the next offset to read. */
    public void commit(Map<Integer, Long> nextOffsets) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        nextOffsets.forEach((partition, offset) ->
                positions.put(new TopicPartition(topic.topicName(), partition), new OffsetAndMetadata(offset)));
        consumer.commitSync(positions);
    }

    /** By partition, how many records stand after the last one read. */
    public Map<Integer, Long> lag() {
        var lag = new HashMap<Integer, Long>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(records -> lag.put(partition.partition(), records));
        }
        return lag;
    }

    /** Ends a {@link #read} under way, from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
