package org.jiaoying.stream;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.stream.detect.Mine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the whole job carries, on a real Kafka in this process. Run with
 * {@code ./mvnw -pl stream-jobs -am test -Dbench=true -Dtest=DetectionJobBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class DetectionJobBenchmark {
    private static final int DEVICES = 5_000;
    private static final Duration BOUND = Duration.ofMinutes(3);

    @TempDir
    Path dir;

    @Test
    void sustainedRateAndTimeOfAStep() throws Exception {
        try (var log = new LogOfTest(dir.resolve("kafka"))) {
            log.register(1, Mine.site());
            for (int d = 0; d < DEVICES; d++) {
                log.registerSoon(1, device(d));
            }
            log.rule(Mine.limits());
            var config = DetectionJobConfig.local(log.bootstrapServers(), dir.resolve("checkpoints"), 2)
                    .replaying(org.jiaoying.stream.host.Clock.SYSTEM);
            try (var job = EmbeddedJob.start(config)) {
                steps(log, 200);
                steps(log, 500);
                backlog(log, 1_000, 40);
                backlog(log, 2_000, 40);
                job.running();
            }
        }
    }

    /** As a replay does: a reading over or under the limit, a heartbeat, and wait until detection is that far. */
    private static void steps(LogOfTest log, int steps) {
        int from = log.transitions().size();
        long before = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            Instant at = Mine.at(from + step);
            log.says(key(0), at, reading("p0", at, step % 2 == 0 ? 1.6 : 0.2));
            log.heartbeat(at);
            while (log.progress().isBefore(at)) {
                LockSupport.parkNanos(200_000);
            }
        }
        System.out.printf("%d steps in lock: %.1f ms a step%n", steps, (System.nanoTime() - before) / 1e6 / steps);
    }

    /** As many messages of ten values as the log takes, and how long until all are judged. */
    private static void backlog(LogOfTest log, int second, int rounds) {
        long before = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            Instant at = Mine.at(second + round);
            for (int d = 0; d < DEVICES; d++) {
                List<Observation> readings = new ArrayList<>();
                for (int p = 0; p < 10; p++) {
                    readings.add(reading("p" + p, at, (d + p) % 90 / 100.0));
                }
                log.says(key(d), at, readings.toArray(new Observation[0]));
            }
        }
        log.heartbeat(Mine.at(second + rounds));
        double sent = (System.nanoTime() - before) / 1e9;
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !log.progress().isBefore(Mine.at(second + rounds)));
        double judged = (System.nanoTime() - before) / 1e9;
        System.out.printf(
                "%,d messages of ten values: sent in %.1f s, judged in %.1f s: %,.0f readings/s%n",
                rounds * DEVICES, sent, judged, rounds * DEVICES * 10 / judged);
    }

    private static Reading reading(String point, Instant at, double value) {
        return new Reading(point, at, value, Quality.GOOD, TimeBasis.DEVICE);
    }

    private static DeviceKey key(int device) {
        return new DeviceKey("demo-mine", "north-" + device % 50, "gas-" + device);
    }

    private static RegisterEntry device(int number) {
        var limits = new HashMap<>(Map.of("alarm", "1.0", "cut", "1.5"));
        var points = new ArrayList<Point>();
        for (int p = 0; p < 10; p++) {
            points.add(new Point("p" + p, Text.same("p" + p), "ch4", "%", 0.0, 4.0, Set.of(), new Attributes(limits)));
        }
        return new Device(key(number), Text.same("gas"), "gas-sensor", null, Attributes.NONE, points, List.of());
    }
}
