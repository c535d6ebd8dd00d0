package org.jiaoying.stream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.filter.ReporterFilter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The detection job in this process, on a Flink of its own, for a first look and for tests. It continues after the newest
 * checkpoint in its directory, also when the process before it was killed.
 *
 * <p>Life cycle: 1. {@link #start} returns when every operator runs; 2. {@link #close} stops it and keeps the checkpoints, or
 * {@link #stopWithSavepoint} stops it at a savepoint. Safe for use by several threads.
 */
public final class EmbeddedJob implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MiniCluster cluster;
    private final JobID job;

    private EmbeddedJob(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Starts it after the newest checkpoint, or anew if there is none. */
    public static EmbeddedJob start(DetectionJobConfig config) {
        return start(config, List.of());
    }

    /** The same, with what tells its figures. */
    public static EmbeddedJob start(DetectionJobConfig config, List<MetricReporter> reporters) {
        return start(
                config,
                newestCheckpoint(Path.of(URI.create(config.checkpoints())))
                        .map(Path::toString)
                        .orElse(null),
                reporters);
    }

    /**
     * Starts it.
     *
     * @param restoreFrom address of a savepoint or checkpoint; null to begin anew
     * @throws IllegalStateException if it does not run within a minute
     */
    public static EmbeddedJob start(DetectionJobConfig config, @Nullable String restoreFrom) {
        return start(config, restoreFrom, List.of());
    }

    private static EmbeddedJob start(
            DetectionJobConfig config, @Nullable String restoreFrom, List<MetricReporter> reporters) {
        Configuration flink = DetectionJob.configuration(config);
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(WebOptions.SUBMIT_ENABLE, false);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        if (restoreFrom != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
            flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        }
        var cluster = new ReportingCluster(
                new MiniClusterConfiguration.Builder()
                        .setConfiguration(flink)
                        .setNumTaskManagers(1)
                        .setNumSlotsPerTaskManager(config.parallelism())
                        .build(),
                reporters);
        try {
            cluster.start();
            var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
            DetectionJob.build(env, config);
            var graph = env.getStreamGraph();
            graph.setJobName("detection");
            JobID job = cluster.submitJob(graph)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .getJobID();
            var started = new EmbeddedJob(cluster, job);
            started.awaitRunning();
            return started;
        } catch (Exception e) {
            cluster.closeAsync();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the detection job did not start", e);
        }
    }

    /** Whether every operator runs. */
    public boolean running() {
        try {
            AccessExecutionGraph graph = cluster.getExecutionGraph(job).get(10, TimeUnit.SECONDS);
            return graph.getState() == JobStatus.RUNNING
                    && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                            .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops at a savepoint and gives its address. */
    public String stopWithSavepoint(Path dir) {
        try {
            return cluster.stopWithSavepoint(job, dir.toUri().toString(), false, SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the detection job did not stop at a savepoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping the detection job", e);
        } finally {
            close();
        }
    }

    /** Stops it at once; the checkpoints stay. */
    @Override
    public void close() {
        try {
            if (!cluster.isRunning()) {
                return;
            }
            cluster.cancelJob(job).exceptionally(over -> null).get(10, TimeUnit.SECONDS);
            cluster.requestJobResult(job).exceptionally(over -> null).get(20, TimeUnit.SECONDS);
            cluster.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the detection job did not stop", e);
        }
    }

    /** The newest complete checkpoint in a directory of checkpoints, of whichever run. */
    public static Optional<Path> newestCheckpoint(Path dir) {
        if (!Files.isDirectory(dir)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(dir, 3)) {
            // The file that is written last, when all others are complete.
            return files.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .max(Comparator.comparingLong(EmbeddedJob::modifiedMillis))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new IllegalStateException("cannot look for checkpoints in " + dir, e);
        }
    }

    private static long modifiedMillis(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return Long.MIN_VALUE;
        }
    }

    /** A cluster whose figures are told to reporters of this process, beside those that its configuration names. */
    private static final class ReportingCluster extends MiniCluster {
        private final List<MetricReporter> reporters;

        ReportingCluster(MiniClusterConfiguration configuration, List<MetricReporter> reporters) {
            super(configuration);
            this.reporters = reporters;
        }

        @Override
        protected MetricRegistryImpl createMetricRegistry(Configuration flink, long maxMessageBytes) {
            return new MetricRegistryImpl(
                    MetricRegistryConfiguration.fromConfiguration(flink, maxMessageBytes),
                    reporters.stream()
                            .map(reporter -> new ReporterSetup(
                                    reporter.getClass().getSimpleName(),
                                    new MetricConfig(),
                                    reporter,
                                    ReporterFilter.getNoOpFilter(),
                                    Map.of()))
                            .toList());
        }
    }

    private void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all operators run after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }
}
