package org.jiaoying.stream.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.stream.Detection;
import org.jiaoying.stream.DetectionJob;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.host.Clock;
import org.jiaoying.stream.host.DetectionFunction;
import org.jiaoying.stream.host.HeartbeatWatermarks;
import org.jiaoying.stream.host.TableBroadcast;
import org.jiaoying.stream.host.Timeless;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;

/**
 * The detection job on recorded observations, on a Flink of its own in this process: what it finds, and when, is what the live
 * job would have found, whatever the parallelism. Safe for use by several threads, one run after the other.
 */
public final class RecordedDetection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int parallelism;
    private final MiniCluster cluster;

    private RecordedDetection(int parallelism, MiniCluster cluster) {
        this.parallelism = parallelism;
        this.cluster = cluster;
    }

    /** Starts a Flink with so many operators side by side. */
    public static RecordedDetection start(int parallelism) {
        Configuration flink = configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        var cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            cluster.closeAsync();
            throw new IllegalStateException("Flink did not start", e);
        }
        return new RecordedDetection(parallelism, cluster);
    }

    /** As the live job's; but a run that fails is told, not tried again, and there is no checkpoint to go back to. */
    private static Configuration configuration() {
        var flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.MAX_PARALLELISM, DetectionJob.MAX_PARALLELISM);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return flink;
    }

    /**
     * Judges a recording; returns when event time has reached its last heartbeat.
     *
     * @throws IllegalStateException if the job fails
     */
    public Found run(Recording recording) throws InterruptedException {
        return run(recording, parallelism);
    }

    /**
     * Likewise, with fewer operators.
     *
     * @param side how many side by side; at most those it was started with
     */
    public Found run(Recording recording, int side) throws InterruptedException {
        return run(recording, side, reached -> {});
    }

    /**
     * Likewise, and tells how far it is.
     *
     * @param progress told event time in milliseconds, on a thread of the job
     */
    public synchronized Found run(Recording recording, int side, LongConsumer progress) throws InterruptedException {
        try (var run = new Run(recording, progress)) {
            JobID job = submit(run, side, configuration());
            try {
                awaitOver(run, job);
            } finally {
                end(job);
            }
            return found(run);
        }
    }

    /**
     * Judges the first part of a recording and keeps what the job remembers.
     *
     * @param savepoint its address, for {@link #goOn}
     * @param bytes of the savepoint: the job's state, rules and register included
     */
    public record Paused(Found found, String savepoint, long bytes) {}

    /**
     * Judges the first part of a recording, which has a heartbeat at least, and keeps what the job remembers.
     *
     * @param directory for it, created where it is missing; what is written stays
     */
    public synchronized Paused pause(Recording recording, Path directory) throws InterruptedException {
        try (var run = new Run(recording, reached -> {})) {
            Configuration flink = configuration();
            flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            flink.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    directory.toUri().toString());
            JobID job = submit(run, parallelism, flink);
            try {
                awaitOver(run, job);
                String savepoint = cluster.triggerSavepoint(
                                job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return new Paused(found(run), savepoint, size(Path.of(URI.create(savepoint))));
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the job's state could not be kept", e);
            } finally {
                end(job);
            }
        }
    }

    /**
     * Judges the rest of a recording after {@link #pause}.
     *
     * @param side how many operators side by side, which need not be as many as before
     * @param savepoint what the job remembers
     */
    public synchronized Found goOn(Recording rest, int side, String savepoint) throws InterruptedException {
        try (var run = new Run(rest, reached -> {})) {
            Configuration flink = configuration();
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            JobID job = submit(run, side, flink);
            try {
                awaitOver(run, job);
            } finally {
                end(job);
            }
            return found(run);
        }
    }

    private void awaitOver(Run run, JobID job) throws InterruptedException {
        CompletableFuture<Void> failed = cluster.requestJobResult(job).thenAccept(result -> {
            throw new IllegalStateException(
                    "detection stopped by itself",
                    result.getSerializedThrowable().orElse(null));
        });
        try {
            CompletableFuture.anyOf(run.over(), failed).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("detection failed on the recording", e.getCause());
        }
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobID submit(Run run, int side, Configuration flink) throws InterruptedException {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(side);
        env.setBufferTimeout(5);
        draw(env, run);
        var graph = env.getStreamGraph();
        graph.setJobName("backtest");
        try {
            return cluster.submitJob(graph)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .getJobID();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the job did not start", e);
        }
    }

    private void draw(StreamExecutionEnvironment env, Run run) {
        String name = run.name();
        DataStream<Observed> observations = env.fromSource(
                        new RecordedSource(name),
                        WatermarkStrategy.forGenerator(context -> new HeartbeatWatermarks(0)),
                        "observations",
                        TypeInformation.of(Observed.class))
                .uid("observations")
                .setParallelism(1);
        Detection found = Detection.draw(
                observations, unchanging(env, run.tables()), standing(name), Clock.DATA, ReorderBound.DEFAULT);
        keep(found.transitions(), name, Run.Kept.TRANSITIONS);
        keep(found.ruleFaults(), name, Run.Kept.RULE_FAULTS);
    }

    /** An entry that every operator has already: nothing changes while a recording is judged. */
    private static BroadcastStream<TableEntry> unchanging(StreamExecutionEnvironment env, List<TableEntry> tables) {
        return TableBroadcast.of(env.fromData(TypeInformation.of(TableEntry.class), tables.get(0))
                .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new Timeless<>())));
    }

    private static DetectionFunction.TableSource standing(String run) {
        return (topic, entries) -> Run.named(run).tables().stream()
                .filter(entry -> entry.topic().equals(topic.topicName()))
                .forEach(entries);
    }

    private static void keep(DataStream<Outgoing> found, String run, Run.Kept what) {
        found.transform("keep " + what, TypeInformation.of(Outgoing.class), new KeepOperator(run, what))
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1);
    }

    private void end(JobID job) throws InterruptedException {
        try {
            cluster.cancelJob(job).exceptionally(over -> null).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            cluster.requestJobResult(job).exceptionally(over -> null).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the job did not end", e);
        }
    }

    private static Found found(Run run) {
        List<BreachTransition> transitions = run.kept(Run.Kept.TRANSITIONS).stream()
                .map(value -> ((BreachEntry.Transition) BreachCodec.decode(value)).transition())
                .sorted(Comparator.comparing(BreachTransition::at)
                        .thenComparing(BreachTransition::breachId)
                        .thenComparing(BreachTransition::revision))
                .toList();
        List<RuleFault> faults = run.kept(Run.Kept.RULE_FAULTS).stream()
                .map(RuleCodec::decodeFault)
                .sorted(Comparator.comparing(RuleFault::ruleId).thenComparing(RuleFault::reason))
                .toList();
        return new Found(transitions, faults);
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("Flink did not stop", e);
        }
    }
}
