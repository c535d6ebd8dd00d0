package org.jiaoying.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.embedded.Ports;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.stream.cluster.FlinkCluster;
import org.jiaoying.stream.detect.Mine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The job on a Flink cluster of processes, of which a TaskManager and then the JobManager are killed under a steady stream. */
class ClusterKillTest {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final int DEVICES = 40;
    private static final Rule OFTEN = Mine.rule("often", "threshold", "side: above, levels: {blue: 0.5}, times: 3");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dir;

    @Test
    void everyBreachIsFoundOnceThoughItsTaskManagerAndItsJobManagerAreKilled() throws Exception {
        var second = new AtomicInteger();
        var enough = new AtomicBoolean();
        try (var log = new LogOfTest(dir.resolve("kafka"));
                var cluster = FlinkCluster.start(dir.resolve("flink"), 2, Ports::free)) {
            log.register(1, Mine.site());
            for (int i = 0; i < DEVICES; i++) {
                log.register(1, device(i));
            }
            log.rule(Mine.limits());
            log.rule(OFTEN);
            int first = cluster.startTaskManager();
            cluster.startTaskManager();
            JobID job = cluster.submit(
                    DetectionJobConfig.local(log.bootstrapServers(), dir.resolve("checkpoints"), 2), null);
            var stream = new Thread(() -> stream(log, second, enough), "stream");
            stream.start();

            awaitProgress(log, 30);
            cluster.killTaskManager(first);
            int atKill = second.get();
            awaitProgress(log, atKill + 20);
            cluster.startTaskManager();
            cluster.awaitRunning(job);

            cluster.killJobManager();
            cluster.startJobManager();
            cluster.awaitRunning(job);
            awaitProgress(log, second.get() + 20);

            enough.set(true);
            stream.join();
            log.heartbeat(Mine.at(second.get() + 10));
            awaitProgress(log, second.get());

            assertThat(log.transitions().stream().map(ClusterKillTest::inShort).sorted())
                    .isEqualTo(expected(second.get()));
            long told = log.breaches.stream()
                    .filter(BreachEntry.Transition.class::isInstance)
                    .count();
            System.out.printf(
                    "%d samples of %d devices, a TaskManager and the JobManager killed: %d transitions, each found once; %d were"
                            + " told again after a kill and dropped by their id%n",
                    second.get() * DEVICES,
                    DEVICES,
                    log.transitions().size(),
                    told - log.transitions().size());
        }
    }

    private static void awaitProgress(LogOfTest log, int second) {
        await().atMost(BOUND).until(() -> !log.progress().isBefore(Mine.at(second)));
    }

    /** Ten seconds of event time in one of the wall. */
    private static void stream(LogOfTest log, AtomicInteger second, AtomicBoolean enough) {
        while (!enough.get()) {
            int now = second.get();
            for (int i = 0; i < DEVICES; i++) {
                log.ch4(device(i).key(), Mine.at(now), value(i, now));
            }
            log.heartbeat(Mine.at(now));
            second.incrementAndGet();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }

    /** What the detectors alone find in the same samples. */
    private static List<String> expected(int seconds) {
        var steps = new java.util.ArrayList<String>();
        for (int i = 0; i < DEVICES; i++) {
            var alone = new Mine(Mine.limits(), OFTEN);
            for (int second = 0; second < seconds; second++) {
                alone.sends(second, value(i, second));
            }
            DeviceKey key = device(i).key();
            alone.transitions.forEach(step ->
                    steps.add(inShort(step).replace(Mine.SENSOR.device() + " ", key.device() + " ")));
        }
        steps.sort(Comparator.naturalOrder());
        return steps;
    }

    private static String inShort(BreachTransition step) {
        return step.device().device() + " " + step.ruleId() + " " + step.at() + " " + step.revision() + " "
                + step.change() + " " + step.level();
    }

    private static double value(int device, int second) {
        return (device * 7 + second * 13) % 40 / 20.0;
    }

    private static Device device(int number) {
        Device sensor = Mine.device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        return new Device(
                new DeviceKey("demo-mine", "north", "gas-" + number),
                sensor.name(),
                sensor.kind(),
                sensor.zone(),
                sensor.attributes(),
                sensor.points(),
                sensor.windows());
    }
}
