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
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as one member of a group, from positions that the caller keeps with the effects of what it read, or that
 * Kafka keeps for it after {@link #commit}.
 *
 * <p>A position that the topic does not have (deleted by age before it was read, or a topic made anew) is reported and
 * reading goes on at the beginning: what then comes again is for the caller to drop. A member that was away too long loses
 * its partitions to another without being told until its next {@link #read}: effects must be guarded by their position.
 *
 * <p>For one thread; only {@link #wakeup} may be called from another.
 */
public final class LogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

    /** Where to start in a partition that was assigned to this reader. */
    @FunctionalInterface
    public interface StartingPositions {
        /** For positions that Kafka keeps. */
        StartingPositions OF_THE_GROUP = partition -> OptionalLong.empty();

        /**
         * The next offset to read; empty for the group's position in Kafka, or the beginning if it has none. May throw:
         * then this reader has failed for good, and a new one has to be made.
         */
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
    private @Nullable RuntimeException failure;

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
                        // Handled in read, so that it does not pass in silence.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
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
        consumer.subscribe(List.of(topic.topicName()), new Assignment(positions, listener));
    }

    private final class Assignment implements ConsumerRebalanceListener {
        private final StartingPositions positions;
        private final AssignmentListener listener;

        Assignment(StartingPositions positions, AssignmentListener listener) {
            this.positions = positions;
            this.listener = listener;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            try {
                for (TopicPartition partition : partitions) {
                    positions.nextOffset(partition.partition()).ifPresent(offset -> consumer.seek(partition, offset));
                    assigned.add(partition.partition());
                }
                listener.assigned(Set.copyOf(assigned));
            } catch (RuntimeException e) {
                // The consumer would go on from wherever it happens to stand.
                failure = e;
                throw e;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> assigned.remove(partition.partition()));
            listener.assigned(Set.copyOf(assigned));
        }
    }

    /**
     * Waits for records, at most {@code timeout}.
     *
     * @return what came, in order within each partition; empty after the timeout or {@link #wakeup}
     * @throws LogUnavailableException if Kafka refuses, or the starting positions could not be had
     */
    public List<LogRecord> read(Duration timeout) {
        if (failure != null) {
            throw new LogUnavailableException("this reader of " + topic.topicName() + " has failed", failure);
        }
        try {
            var batch = new ArrayList<LogRecord>();
            consumer.poll(timeout)
                    .forEach(received -> batch.add(
                            new LogRecord(received.partition(), received.offset(), received.key(), received.value())));
            return batch;
        } catch (WakeupException wokenUp) {
            return List.of();
        } catch (NoOffsetForPartitionException firstTime) {
            consumer.seekToBeginning(firstTime.partitions());
            return List.of();
        } catch (OffsetOutOfRangeException gone) {
            LOG.warn(
                    "positions {} are not in the log (deleted by age, or the topic was made anew); starting at {}",
                    gone.offsetOutOfRangePartitions(),
                    consumer.beginningOffsets(gone.partitions()));
            consumer.seekToBeginning(gone.partitions());
            return List.of();
        } catch (KafkaException e) {
            throw new LogUnavailableException("cannot read " + topic.topicName(), e);
        }
    }

    /** Goes back (or ahead) in one partition, as after an effect that failed. */
    public void seek(int partition, long offset) {
        consumer.seek(new TopicPartition(topic.topicName(), partition), offset);
    }

    /**
     * Has Kafka keep the group's positions: by partition, the next offset to read.
     *
     * @throws LogUnavailableException if they were not kept, as when a partition went to another member
     */
    public void commit(Map<Integer, Long> nextOffsets) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        nextOffsets.forEach((partition, offset) ->
                positions.put(new TopicPartition(topic.topicName(), partition), new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(positions);
        } catch (KafkaException e) {
            throw new LogUnavailableException("cannot commit positions in " + topic.topicName(), e);
        }
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
        consumer.close(CloseOptions.timeout(CLOSE_BOUND));
    }
}
