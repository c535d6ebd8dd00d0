package org.jiaoying.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.register.Device;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.stream.detect.Mine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka and a Flink of its own. */
class DetectionJobTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private LogOfTest log;

    @BeforeEach
    void start() {
        log = new LogOfTest(dir.resolve("kafka"));
        log.register(1, Mine.site());
        log.register(1, device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0")));
        log.rule(Mine.limits());
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
    }

    private static Device device(Map<String, String> limits) {
        return Mine.device(limits);
    }

    private EmbeddedJob job() {
        return EmbeddedJob.start(config());
    }

    private DetectionJobConfig config() {
        return DetectionJobConfig.local(log.bootstrapServers(), dir.resolve("checkpoints"), 2);
    }

    @Test
    void aReadingOverTheLimitBecomesABreachAtOnceAndItsFallClearsIt() {
        try (var job = job()) {
            log.ch4(Mine.SENSOR, Mine.at(0), 0.4);
            log.ch4(Mine.SENSOR, Mine.at(1), 1.6);
            await().atMost(BOUND).until(() -> log.transitions().size() == 1);
            log.ch4(Mine.SENSOR, Mine.at(2), 0.4);
            await().atMost(BOUND).until(() -> log.transitions().size() == 2);

            assertThat(log.transitions())
                    .extracting(step -> step.change() + " " + step.level() + " " + step.revision())
                    .containsExactly("OPENED ORANGE 1", "CLEARED ORANGE 2");
            assertThat(log.transitions().get(0).reason().zh()).isEqualTo("1号甲烷甲烷 1.6% 达到 1.5%");
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void whatStoodInTheLogBeforeTheJobStartedIsJudgedByTheRulesThatStoodThereToo() {
        for (int i = 0; i < 500; i++) {
            log.register(1, deviceNamed("other-" + i));
        }
        for (int second = 0; second < 50; second++) {
            log.ch4(Mine.SENSOR, Mine.at(second), second == 0 ? 1.6 : 0.4);
        }
        try (var job = job()) {
            await().atMost(BOUND).until(() -> log.transitions().size() == 2);
            assertThat(log.transitions().get(0).at()).isEqualTo(Mine.at(0));
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void progressIsToldToEveryPartitionAfterTheTransitionsItSpeaksOf() {
        try (var job = EmbeddedJob.start(config().replaying(org.jiaoying.stream.host.Clock.SYSTEM))) {
            for (int second = 0; second < 20; second++) {
                log.ch4(Mine.SENSOR, Mine.at(second), second % 2 == 0 ? 1.6 : 0.4);
                log.heartbeat(Mine.at(second));
                Instant now = Mine.at(second);
                await().atMost(BOUND)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !log.progress().isBefore(now));
                assertThat(log.transitions()).hasSize(second + 1);
            }
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void withMoreOperatorsThanPartitionsTimeMovesToo() {
        try (var job = EmbeddedJob.start(config().withParallelism(LogOfTest.PARTITIONS + 1))) {
            log.heartbeat(Mine.at(10));
            await().atMost(BOUND).until(() -> !log.progress().isBefore(Mine.at(5)));
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void silenceIsFoundByTheClockOfTheHeartbeats() {
        log.rule(Mine.rule("silent", "absence", "level: yellow, after: 60s"));
        try (var job = job()) {
            log.ch4(Mine.SENSOR, Mine.at(0), 0.4);
            log.heartbeat(Mine.at(61));
            await().atMost(BOUND).until(() -> !log.progress().isBefore(Mine.at(59)));
            assertThat(log.transitions()).isEmpty();

            log.heartbeat(Mine.at(63));
            await().atMost(BOUND).until(() -> log.transitions().size() == 1);
            assertThat(log.transitions().get(0).at()).isEqualTo(Mine.at(60));
            log.ch4(Mine.SENSOR, Mine.at(70), 0.4);
            await().atMost(BOUND).until(() -> log.transitions().size() == 2);
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void rulesAndLimitsChangeLiveWithinTwoSecondsAndAFaultyRuleReplacesNothing() {
        try (var job = job()) {
            log.ch4(Mine.SENSOR, Mine.at(0), 0.8);
            log.register(2, device(Map.of("alarm", "0.5", "cut", "1.5", "restore", "0.5")));
            judgedWithin2s(1, 0.8, 1);

            // An older version that comes later changes nothing.
            log.register(1, device(Map.of("alarm", "9", "cut", "9", "restore", "9")));
            log.rule("ch4-limit", "{\"id\": \"ch4-limit\",\n \"hazard\": \"gass\"}");
            await().atMost(BOUND).until(() -> !log.faults.isEmpty());
            assertThat(log.faults).singleElement().satisfies(fault -> {
                assertThat(fault.code()).isEqualTo("refused");
                assertThat(fault.ruleId()).isEqualTo("ch4-limit");
                assertThat(fault.version()).isEqualTo(2);
                assertThat(fault.reason()).contains("ch4-limit:2:12 hazard").contains("did you mean 'gas'?");
            });
            log.ch4(Mine.SENSOR, Mine.at(100), 0.4);
            await().atMost(BOUND).until(() -> log.transitions().size() == 2);

            log.rule(Mine.threshold("levels: {red: 0.3}"));
            judgedWithin2s(200, 0.4, 3);
            assertThat(log.transitions().get(2).ruleVersion()).isEqualTo(3);

            log.withdraw("ch4-limit");
            await().atMost(BOUND).until(() -> {
                // Event time moves while the rule's end travels.
                log.heartbeat(Instant.now());
                return log.transitions().size() == 4;
            });
            assertThat(log.transitions().get(3).change()).isEqualTo(BreachTransition.Change.CLEARED);
            assertThat(log.transitions().get(3).reason().en()).contains("withdrawn");
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void aRuleWithoutLimitsIsReported() {
        log.rule(Mine.rule("warm", "threshold", "side: above, levels: {yellow: too-warm}"));
        try (var job = job()) {
            log.ch4(Mine.SENSOR, Mine.at(0), 0.4);
            log.ch4(Mine.SENSOR, Mine.at(1), 0.4);
            await().atMost(BOUND).until(() -> !log.faults.isEmpty());

            assertThat(log.faults).singleElement().satisfies(fault -> {
                assertThat(fault.code()).isEqualTo("unresolved");
                assertThat(fault.reason()).isEqualTo("demo-mine/north/gas-t1/ch4: attribute 'too-warm' is missing");
            });
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void bytesThatAreNoRecordStopNothing() {
        try (var job = job()) {
            log.garbage("not a record".getBytes(StandardCharsets.UTF_8));
            log.garbage(new byte[0]);
            log.garbage(new byte[] {0x0a, 0x7f, 0x01});
            log.ch4(Mine.SENSOR, Mine.at(1), 1.6);

            await().atMost(BOUND).until(() -> log.transitions().size() == 1);
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void afterAStopItContinuesWhereItWas() {
        try (var job = job()) {
            log.ch4(Mine.SENSOR, Mine.at(1), 1.6);
            await().atMost(BOUND).until(() -> log.transitions().size() == 1);
            var checkpoints = dir.resolve("checkpoints");
            var before = EmbeddedJob.newestCheckpoint(checkpoints);
            await().atMost(BOUND)
                    .until(() -> EmbeddedJob.newestCheckpoint(checkpoints).isPresent()
                            && !EmbeddedJob.newestCheckpoint(checkpoints).equals(before));
            assertThat(job.running()).isTrue();
        }
        log.ch4(Mine.SENSOR, Mine.at(2), 0.4);
        try (var job = job()) {
            await().atMost(BOUND).until(() -> log.transitions().size() == 2);
            List<BreachTransition> steps = log.transitions();
            assertThat(steps.get(1).breachId()).isEqualTo(steps.get(0).breachId());
            assertThat(steps.get(1).revision()).isEqualTo(2);
            assertThat(job.running()).isTrue();
        }
    }

    @Test
    void fromASavepointWithTwiceTheOperatorsTheBreachesAreThoseOfAnUninterruptedRun() {
        log.rule(Mine.rule("silent", "absence", "level: yellow, after: 60s"));
        log.rule(Mine.rule("often", "threshold", "side: above, levels: {blue: 0.5}, times: 3"));
        for (int i = 0; i < 40; i++) {
            log.register(1, deviceNamed("gas-" + i));
        }
        String savepoint;
        try (var job = job()) {
            story(0, 15);
            savepoint = job.stopWithSavepoint(dir.resolve("savepoints"));
        }
        story(15, 30);
        try (var job = EmbeddedJob.start(config().withParallelism(4), savepoint)) {
            log.heartbeat(Mine.at(1000));
            await().atMost(BOUND).until(() -> !log.progress().isBefore(Mine.at(900)));
            assertThat(job.running()).isTrue();
        }

        // A device at a time through the detectors alone.
        for (int i = 0; i < 40; i++) {
            var alone = new Mine(
                    Mine.limits(),
                    Mine.rule("often", "threshold", "side: above, levels: {blue: 0.5}, times: 3"),
                    Mine.rule("silent", "absence", "level: yellow, after: 60s"));
            for (int second = 0; second < 30; second++) {
                alone.sends(second, value(i, second));
            }
            alone.looks(900);
            DeviceKey device = deviceNamed("gas-" + i).key();
            assertThat(log.transitions().stream()
                            .filter(step -> step.device().equals(device))
                            .map(DetectionJobTest::inShort)
                            .sorted())
                    .isEqualTo(alone.transitions.stream()
                            .map(DetectionJobTest::inShort)
                            .sorted()
                            .toList());
        }
        assertThat(log.breaches.stream()
                        .filter(BreachEntry.Transition.class::isInstance)
                        .count())
                .isEqualTo(log.transitions().size());
    }

    private void story(int from, int to) {
        for (int second = from; second < to; second++) {
            for (int i = 0; i < 40; i++) {
                log.ch4(deviceNamed("gas-" + i).key(), Mine.at(second), value(i, second));
            }
            log.heartbeat(Mine.at(second));
        }
        Instant last = Mine.at(to - 3);
        if (from == 0) {
            await().atMost(BOUND).until(() -> !log.progress().isBefore(last));
        }
    }

    private static double value(int device, int second) {
        return (device * 7 + second * 13) % 40 / 20.0;
    }

    private static String inShort(BreachTransition step) {
        return step.ruleId() + " " + step.at() + " " + step.revision() + " " + step.change() + " " + step.level();
    }

    private static Device deviceNamed(String id) {
        Device sensor = device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        return new Device(
                new DeviceKey("demo-mine", "north", id),
                sensor.name(),
                sensor.kind(),
                sensor.zone(),
                sensor.attributes(),
                sensor.points(),
                sensor.windows());
    }

    /** Sends the value again and again until it is judged as it should be. */
    private void judgedWithin2s(int second, double value, int transitions) {
        int[] sent = {second};
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    log.ch4(Mine.SENSOR, Mine.at(sent[0]++ / 10.0 + second), value);
                    return log.transitions().size() == transitions;
                });
    }
}
