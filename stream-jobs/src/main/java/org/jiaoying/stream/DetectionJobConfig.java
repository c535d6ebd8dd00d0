package org.jiaoying.stream;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.settings.Settings;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.host.Clock;

/**
 * How the detection job runs.
 *
 * @param bootstrapServers Kafka's address
 * @param parallelism how many operators judge side by side; at most {@value DetectionJob#MAX_PARALLELISM}
 * @param lateness how far one gateway's heartbeats may run ahead of another gateway's messages; 0 in a replay
 * @param reorder how far out of order the samples of a point may come
 * @param checkpointInterval how often positions and state are made safe
 * @param checkpoints directory for checkpoints, shared by all machines of a cluster
 * @param clock stamps detections
 */
public record DetectionJobConfig(
        String bootstrapServers,
        int parallelism,
        Duration lateness,
        ReorderBound reorder,
        Duration checkpointInterval,
        String checkpoints,
        Clock clock)
        implements Serializable {

    /** The settings that begin with {@code JY_STREAM_}. */
    public static DetectionJobConfig from(Map<String, String> environment) {
        var settings = new Settings("JY_STREAM_", environment);
        var config = new DetectionJobConfig(
                settings.text("KAFKA", "127.0.0.1:9092", "Kafka's address, host:port, several with commas"),
                settings.number("PARALLELISM", 2, 1, DetectionJob.MAX_PARALLELISM, "operators side by side"),
                settings.duration(
                        "LATENESS",
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        "how far one gateway may lag behind another before silence is judged"),
                new ReorderBound(
                        settings.duration(
                                        "REORDER",
                                        Duration.ofMillis(ReorderBound.DEFAULT.millis()),
                                        Duration.ZERO,
                                        Duration.ofHours(1),
                                        "how far out of order the samples of a point may come")
                                .toMillis(),
                        settings.number(
                                "REORDER_SAMPLES",
                                ReorderBound.DEFAULT.samples(),
                                1,
                                10_000,
                                "how many of a point's last samples are kept for that")),
                settings.duration(
                        "CHECKPOINT_INTERVAL",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100),
                        Duration.ofHours(1),
                        "how often positions and state are made safe"),
                settings.text(
                        "CHECKPOINTS", "file:///var/lib/jiaoying/checkpoints", "address of the checkpoints' directory"),
                Clock.SYSTEM);
        settings.finish();
        return config;
    }

    /** What a process of its own needs: Kafka, and a directory. */
    public static DetectionJobConfig local(String bootstrapServers, Path checkpoints, int parallelism) {
        return new DetectionJobConfig(
                bootstrapServers,
                parallelism,
                Duration.ofSeconds(2),
                ReorderBound.DEFAULT,
                Duration.ofSeconds(1),
                checkpoints.toUri().toString(),
                Clock.SYSTEM);
    }

    /** The same on a clock that is moved by hand, with heartbeats that are exact. */
    public DetectionJobConfig replaying(Clock handed) {
        return new DetectionJobConfig(
                bootstrapServers, parallelism, Duration.ZERO, reorder, checkpointInterval, checkpoints, handed);
    }

    /** The same on another clock that goes by itself. */
    public DetectionJobConfig on(Clock other) {
        return new DetectionJobConfig(
                bootstrapServers, parallelism, lateness, reorder, checkpointInterval, checkpoints, other);
    }

    public DetectionJobConfig withParallelism(int other) {
        return new DetectionJobConfig(
                bootstrapServers, other, lateness, reorder, checkpointInterval, checkpoints, clock);
    }
}
