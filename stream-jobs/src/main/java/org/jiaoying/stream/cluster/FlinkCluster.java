package org.jiaoying.stream.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jiaoying.stream.DetectionJob;
import org.jiaoying.stream.DetectionJobConfig;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster on this machine: ZooKeeper, a JobManager that can be killed and started again, and TaskManagers, each in a
 * process of its own. Loopback addresses and free ports; everything it writes lies in one directory.
 *
 * <p>Life cycle: 1. {@link #start} starts ZooKeeper and the JobManager; 2. {@link #startTaskManager} as often as wanted;
 * 3. {@link #submit}; 4. {@link #close} ends every process. For one thread.
 */
public final class FlinkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Path dir;
    private final ClusterPorts ports;
    private final int slots;
    private final String classPath;
    private final JvmProcess zooKeeper;
    private final Map<Integer, JvmProcess> taskManagers = new LinkedHashMap<>();
    private @Nullable JvmProcess jobManager;
    private int taskManagersStarted;
    private int submissions;

    private FlinkCluster(Path dir, ClusterPorts ports, int slots, String classPath, JvmProcess zooKeeper) {
        this.classPath = classPath;
        this.dir = dir;
        this.ports = ports;
        this.slots = slots;
        this.zooKeeper = zooKeeper;
    }

    /** Starts ZooKeeper and the JobManager with the class path of this process, so that the job's classes are known to them. */
    public static FlinkCluster start(Path dir, int slots, IntSupplier freePorts) {
        return start(dir, slots, freePorts, System.getProperty("java.class.path"));
    }

    /**
     * Starts ZooKeeper and the JobManager.
     *
     * @param dir is made if it does not exist
     * @param slots of each TaskManager
     * @param freePorts gives a port of the loopback address that nobody listens at
     * @param classPath of all processes
     */
    public static FlinkCluster start(Path dir, int slots, IntSupplier freePorts, String classPath) {
        try {
            ClusterPorts ports = ClusterPorts.of(freePorts);
            Files.createDirectories(dir.resolve("tmp"));
            ClusterFiles.write(dir, ports, slots);
            var zooKeeper = JvmProcess.start(
                    dir,
                    "zookeeper",
                    "64m",
                    classPath,
                    Map.of(),
                    "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                    "--zkConfigFile",
                    dir.resolve("zoo.cfg").toString(),
                    "--peerId",
                    "1");
            var cluster = new FlinkCluster(dir, ports, slots, classPath, zooKeeper);
            cluster.startJobManager();
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException("the Flink cluster in " + dir + " did not start", e);
        }
    }

    /** Starts the JobManager, or starts it again after {@link #killJobManager}. */
    public void startJobManager() {
        jobManager = JvmProcess.start(
                dir,
                "jobmanager",
                "256m",
                classPath,
                Map.of(),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                dir.resolve("conf").toString());
    }

    /** SIGKILL; what it knew of its jobs lies in ZooKeeper and the directory. */
    public void killJobManager() {
        if (jobManager != null) {
            jobManager.kill();
            jobManager = null;
        }
    }

    /** Starts one more TaskManager; returns its number. */
    public int startTaskManager() {
        int number = ++taskManagersStarted;
        taskManagers.put(
                number,
                JvmProcess.start(
                        dir,
                        "taskmanager-" + number,
                        "320m",
                        classPath,
                        Map.of(),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        ClusterFiles.taskManagerArguments(dir, number, slots)));
        return number;
    }

    /** SIGKILL. */
    public void killTaskManager(int number) {
        JvmProcess process = taskManagers.remove(number);
        if (process != null) {
            process.kill();
        }
    }

    /**
     * Submits the detection job and waits until every operator runs.
     *
     * @param restoreFrom address of a savepoint; null to begin anew
     */
    public JobID submit(DetectionJobConfig config, @Nullable String restoreFrom) {
        Configuration flink = client();
        if (restoreFrom != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
        }
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        DetectionJob.build(env, config);
        var streamGraph = env.getStreamGraph();
        streamGraph.setJobName("detection");
        var graph = streamGraph.getJobGraph();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var client = new RestClusterClient<>(flink, "cluster")) {
                JobID job = client.submitJob(graph).get(30, TimeUnit.SECONDS);
                awaitRunning(job);
                return job;
            } catch (ExecutionException | TimeoutException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the cluster takes no job; see the logs in " + dir, notYet);
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while submitting", e);
            } catch (Exception e) {
                throw new IllegalStateException("cannot speak to the cluster", e);
            }
        }
    }

    /**
     * Submits a jar as an operator does, with Flink's command line, and waits until every operator of its job runs.
     *
     * @param environment the settings of the job
     * @param options of the command, such as {@code -s SAVEPOINT}
     */
    public JobID submitJar(Path jar, Map<String, String> environment, String... options) {
        var command = new ArrayList<String>(List.of("run", "-d"));
        command.addAll(List.of(options));
        command.add(jar.toString());
        var settings = new LinkedHashMap<>(environment);
        settings.put("FLINK_CONF_DIR", dir.resolve("conf").toString());
        String name = "submission-" + ++submissions;
        Path log = dir.resolve(name + ".log");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            int exit = JvmProcess.start(
                            dir,
                            name,
                            "128m",
                            classPath,
                            settings,
                            "org.apache.flink.client.cli.CliFrontend",
                            command.toArray(new String[0]))
                    .await(PATIENCE);
            Matcher submitted = SUBMITTED.matcher(read(log));
            if (exit == 0 && submitted.find()) {
                JobID job = JobID.fromHexString(submitted.group(1));
                awaitRunning(job);
                return job;
            }
            pause();
        }
        throw new IllegalStateException("the cluster takes no job; see " + log);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops a job at a savepoint and gives its address. */
    public String stopWithSavepoint(JobID job, Path target) {
        try (var client = new RestClusterClient<>(client(), "cluster")) {
            return client.stopWithSavepoint(job, false, target.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the job did not stop at a savepoint", e);
        }
    }

    /** Waits until every operator of the job runs. */
    public void awaitRunning(JobID job) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running(job)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job does not run; see the logs in " + dir);
            }
            pause();
        }
    }

    /** Whether every operator of the job runs; false also while the JobManager is away. */
    public boolean running(JobID job) {
        try (var client = new RestClusterClient<>(client(), "cluster")) {
            var details = client.getJobDetails(job).get(5, TimeUnit.SECONDS);
            return details.getJobStatus() == JobStatus.RUNNING
                    && details.getJobVertexInfos().stream()
                            .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
        } catch (Exception notNow) {
            return false;
        }
    }

    private Configuration client() {
        var client = new Configuration();
        client.set(RestOptions.ADDRESS, "127.0.0.1");
        client.set(RestOptions.PORT, ports.rest());
        client.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
        return client;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the cluster", e);
        }
    }

    @Override
    public void close() {
        taskManagers.values().forEach(JvmProcess::kill);
        taskManagers.clear();
        killJobManager();
        zooKeeper.kill();
    }
}
