package org.jiaoying.stream;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.host.DetectionFunction;
import org.jiaoying.stream.host.HeartbeatWatermarks;
import org.jiaoying.stream.host.ProgressOperator;
import org.jiaoying.stream.host.TableBroadcast;
import org.jiaoying.stream.host.Timeless;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.ObservedSchema;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.OutgoingSchema;
import org.jiaoying.stream.log.TableEntry;
import org.jiaoying.stream.log.TableEntrySchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detection job: observations, rules and register in; transitions of breaches, the progress of detection and faults of
 * rules out.
 *
 * <pre>
 * observations ─▶ heartbeats move time ─▶ by device ─▶ detect ──────────┬─▶ progress ─▶ breaches
 * rules, register ───────────── to all ─────────┬────────┘ └▶ by site ─▶ detect ┘ ─────────▶ rule-faults
 *                                               └───────────────────────┘
 * </pre>
 */
public final class DetectionJob {
    /** Fixed for good: state is kept in so many groups of keys. */
    public static final int MAX_PARALLELISM = 128;

    private static final String GROUP = "detection";
    private static final Logger LOG = LoggerFactory.getLogger(DetectionJob.class);

    private DetectionJob() {}

    /** What the job needs of Flink, whichever cluster runs it. */
    public static Configuration configuration(DetectionJobConfig config) {
        var flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpoints());
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // Whatever fails, detection comes back: giving up is the operator's decision.
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                java.time.Duration.ofMillis(500));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                java.time.Duration.ofSeconds(10));
        return flink;
    }

    /** Draws the job into an environment made with {@link #configuration}. */
    public static void build(StreamExecutionEnvironment env, DetectionJobConfig config) {
        env.configure(configuration(config));
        env.setParallelism(config.parallelism());
        env.setBufferTimeout(1);
        BroadcastStream<TableEntry> tables = TableBroadcast.of(env.fromSource(
                        tableSource(config.bootstrapServers()),
                        WatermarkStrategy.forGenerator(context -> new Timeless<>()),
                        "tables")
                .uid("tables")
                .setParallelism(1));
        Detection found = Detection.draw(
                env.fromSource(observationSource(config.bootstrapServers()), heartbeats(config), "observations")
                        .uid("observations")
                        .setParallelism(sources(config)),
                tables,
                tableReader(config.bootstrapServers()),
                config.clock(),
                config.reorder(),
                // The other half is left for a gateway that lags.
                config.lateness().dividedBy(2));
        found.transitions()
                .transform(
                        "progress", TypeInformation.of(Outgoing.class), new ProgressOperator(config.bootstrapServers()))
                .uid("progress")
                .setParallelism(1)
                .sinkTo(sink(config.bootstrapServers(), Topic.BREACHES))
                .name("breaches")
                .uid("breaches")
                .setParallelism(1);
        found.ruleFaults()
                .sinkTo(sink(config.bootstrapServers(), Topic.RULE_FAULTS))
                .name("rule-faults")
                .uid("rule-faults")
                .setParallelism(1);
    }

    /**
     * As many as there are operators, but no more than there are partitions: a source without a partition knows no time, and
     * event time would stand for all. Waits until Kafka tells, as everything does that starts before what it needs.
     */
    private static int sources(DetectionJobConfig config) {
        if (config.parallelism() == 1) {
            return 1;
        }
        while (true) {
            try (var producer = new LogProducer(config.bootstrapServers(), "detection-partitions")) {
                return Math.min(config.parallelism(), producer.partitions(Topic.OBSERVATIONS));
            } catch (LogUnavailableException e) {
                LOG.warn("waiting for the log at {}: {}", config.bootstrapServers(), e.toString());
            }
        }
    }

    private static WatermarkStrategy<Observed> heartbeats(DetectionJobConfig config) {
        long latenessMillis = config.lateness().toMillis();
        return WatermarkStrategy.<Observed>forGenerator(context -> new HeartbeatWatermarks(latenessMillis))
                .withTimestampAssigner((observed, none) -> observed.at());
    }

    private static DetectionFunction.TableSource tableReader(String bootstrapServers) {
        return (topic, entries) -> new TableReader(bootstrapServers, topic, entry -> {
                    String key = entry.key();
                    if (key != null) {
                        byte[] value = entry.value();
                        entries.accept(new TableEntry(
                                topic.topicName(), key, entry.offset(), value == null ? new byte[0] : value));
                    }
                })
                .close();
    }

    /** Continues after the checkpoint; without one, where the last job had made its positions safe. */
    private static KafkaSource<Observed> observationSource(String bootstrapServers) {
        return KafkaSource.<Observed>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(Topic.OBSERVATIONS.topicName())
                .setGroupId(GROUP)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new ObservedSchema())
                .setProperty("fetch.max.wait.ms", "100")
                .build();
    }

    private static KafkaSource<TableEntry> tableSource(String bootstrapServers) {
        return KafkaSource.<TableEntry>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(Topic.RULES.topicName(), Topic.REGISTER.topicName(), Topic.BASELINES.topicName())
                .setGroupId(GROUP + "-tables")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new TableEntrySchema())
                .setProperty("fetch.max.wait.ms", "100")
                .build();
    }

    /** At once, not at the checkpoint; after a failure some come again, and are known by their ids. */
    private static KafkaSink<Outgoing> sink(String bootstrapServers, Topic topic) {
        var producer = new Properties();
        producer.setProperty("acks", "all");
        producer.setProperty("enable.idempotence", "true");
        producer.setProperty("linger.ms", "0");
        producer.setProperty("delivery.timeout.ms", "120000");
        return KafkaSink.<Outgoing>builder()
                .setBootstrapServers(bootstrapServers)
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new OutgoingSchema(topic.topicName()))
                .build();
    }
}
