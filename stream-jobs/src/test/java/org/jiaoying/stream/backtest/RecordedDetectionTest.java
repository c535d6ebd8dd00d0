package org.jiaoying.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.stream.DetectionJobConfig;
import org.jiaoying.stream.EmbeddedJob;
import org.jiaoying.stream.LogOfTest;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.host.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDetectionTest {
    private static final List<Rule> RULES = List.of(
            Mine.limits(),
            Mine.rule("often", "threshold", "side: above, levels: {blue: 0.5}, times: 3"),
            Mine.rule("silent", "absence", "level: yellow, after: 20s"));

    @TempDir
    Path dir;

    @Test
    void whatIsFoundIsWhatTheLiveJobFindsAtEveryParallelism() throws Exception {
        List<ObservationEntry> received = received(new Random(17), 60);

        try (var detection = RecordedDetection.start(4)) {
            List<BreachTransition> one = find(detection, 1, received);
            assertThat(one).hasSizeGreaterThan(200);
            assertThat(one).anyMatch(step -> step.ruleId().equals("silent") && step.change() == Change.CLEARED);
            assertThat(told(find(detection, 2, received))).isEqualTo(told(one));
            assertThat(told(find(detection, 4, received))).isEqualTo(told(one));
            assertThat(findLive(received)).containsExactlyInAnyOrderElementsOf(told(one));
        }
    }

    @Test
    void detectionBearsTheTimeOfTheData() throws Exception {
        Instant at = Mine.at(5);
        try (var detection = RecordedDetection.start(1)) {
            Found found = detection.run(Recording.of(
                    register(1),
                    RULES,
                    Stream.of(message(key(0), at, at, 1.6), new ObservationEntry.Heartbeat("g", at))));

            assertThat(found.transitions())
                    .extracting(BreachTransition::detectedAt)
                    .containsExactly(at);
            assertThat(found.ruleFaults()).isEmpty();
        }
    }

    @Test
    void aRecordingThatCannotBeReadIsToldAndTheNextOneIsJudged() throws Exception {
        try (var detection = RecordedDetection.start(1)) {
            Stream<ObservationEntry> broken = Stream.generate(() -> {
                throw new IllegalStateException("line 3 is torn");
            });
            assertThatThrownBy(() -> detection.run(Recording.of(register(1), RULES, broken)))
                    .hasStackTraceContaining("line 3 is torn");

            assertThat(detection
                            .run(Recording.of(register(1), RULES, Stream.of()))
                            .transitions())
                    .isEmpty();
        }
    }

    private static List<BreachTransition> find(
            RecordedDetection detection, int parallelism, List<ObservationEntry> received) throws Exception {
        return detection
                .run(Recording.of(register(12), RULES, received.stream()), parallelism)
                .transitions();
    }

    private List<String> findLive(List<ObservationEntry> received) throws Exception {
        try (var log = new LogOfTest(dir.resolve("kafka"))) {
            register(12).forEach(entry -> log.register(1, entry));
            RULES.forEach(log::rule);
            var config = DetectionJobConfig.local(log.bootstrapServers(), dir.resolve("checkpoints"), 2)
                    .replaying(Clock.DATA);
            try (var job = EmbeddedJob.start(config)) {
                Instant end = Instant.MIN;
                for (ObservationEntry entry : received) {
                    if (entry instanceof ObservationEntry.Message taken) {
                        DeviceMessage message = taken.message();
                        log.says(
                                message.device(),
                                message.receivedAt(),
                                message.observations().toArray(Observation[]::new));
                    } else {
                        end = ((ObservationEntry.Heartbeat) entry).at();
                        log.heartbeat(end);
                    }
                }
                Instant last = end;
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !log.progress().isBefore(last));
                assertThat(job.running()).isTrue();
            }
            return told(log.transitions());
        }
    }

    /** Everything but the version of the rule, which a log counts through, and the time of detection, which is the job's. */
    private static List<String> told(List<BreachTransition> transitions) {
        return transitions.stream()
                .map(step -> step.breachId() + " " + step.revision() + " " + step.change() + " " + step.level() + " "
                        + step.at() + " " + step.value() + " " + step.limit() + " " + step.late() + " "
                        + step.reason())
                .toList();
    }

    /** Each second every device speaks, but some are silent for a while, late, out of order, or say it twice. */
    private static List<ObservationEntry> received(Random random, int seconds) {
        var received = new ArrayList<ObservationEntry>();
        for (int second = 0; second < seconds; second++) {
            var now = new ArrayList<ObservationEntry>();
            for (int d = 0; d < 12; d++) {
                boolean silent = d % 4 == 3 && second > 20 && second < 45;
                if (!silent) {
                    Instant at = Mine.at(second - random.nextInt(4));
                    ObservationEntry message = message(key(d), at, Mine.at(second), random.nextInt(36) / 20.0);
                    now.addAll(Collections.nCopies(random.nextInt(8) == 0 ? 2 : 1, message));
                }
            }
            Collections.shuffle(now, random);
            received.addAll(now);
            received.add(new ObservationEntry.Heartbeat("gateway", Mine.at(second)));
        }
        return received;
    }

    private static ObservationEntry message(DeviceKey device, Instant at, Instant receivedAt, double value) {
        var reading = new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE);
        return new ObservationEntry.Message(new DeviceMessage(device, receivedAt, List.of(reading)));
    }

    private static DeviceKey key(int device) {
        return new DeviceKey("demo-mine", "north", "gas-" + device);
    }

    private static List<RegisterEntry> register(int devices) {
        var entries = new ArrayList<RegisterEntry>();
        entries.add(Mine.site());
        Device sensor = Mine.device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        for (int d = 0; d < devices; d++) {
            entries.add(new Device(
                    key(d),
                    sensor.name(),
                    sensor.kind(),
                    sensor.zone(),
                    sensor.attributes(),
                    sensor.points(),
                    sensor.windows()));
        }
        return entries;
    }
}
