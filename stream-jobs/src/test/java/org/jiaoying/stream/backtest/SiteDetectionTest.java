package org.jiaoying.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.stream.DetectionJobConfig;
import org.jiaoying.stream.EmbeddedJob;
import org.jiaoying.stream.LogOfTest;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.detect.SiteTraffic;
import org.jiaoying.stream.detect.WholeSite;
import org.jiaoying.stream.host.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about whole sites in the real job. */
class SiteDetectionTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int SITES = 5;

    @TempDir
    Path dir;

    @Test
    void whatIsFoundAtSitesIsTheSameAtEveryParallelism() throws Exception {
        try (var detection = RecordedDetection.start(4)) {
            List<String> one = find(detection, 1);
            assertThat(one).hasSizeGreaterThan(100);
            assertThat(find(detection, 4)).isEqualTo(one);
        }
    }

    @Test
    void progressIsToldAfterWhatWasFoundAtSitesUpToIt() throws Exception {
        List<DeviceMessage> said = said();
        try (var log = new LogOfTest(dir.resolve("kafka"))) {
            register().forEach(entry -> log.register(1, entry));
            List.of(SiteTraffic.RULES).forEach(log::rule);
            var config = DetectionJobConfig.local(log.bootstrapServers(), dir.resolve("checkpoints"), 2)
                    .replaying(Clock.DATA);
            try (var job = EmbeddedJob.start(config)) {
                int next = 0;
                for (int second = 0; second <= SiteTraffic.SECONDS + 60; second += 3) {
                    Instant now = Mine.at(second);
                    for (; next < said.size() && !said.get(next).receivedAt().isAfter(now); next++) {
                        DeviceMessage message = said.get(next);
                        log.says(
                                message.device(),
                                message.receivedAt(),
                                message.observations().toArray(Observation[]::new));
                    }
                    log.heartbeat(now);
                    await().atMost(BOUND)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> !log.progress().isBefore(now));
                }
                assertThat(job.running()).isTrue();
            }
            assertThat(log.transitions()).hasSizeGreaterThan(100);
            assertThatNothingComesAfterItsProgress(log.breaches);
            try (var detection = RecordedDetection.start(2)) {
                List<String> recorded = find(detection, 2);
                assertThat(told(log.transitions())).containsExactlyInAnyOrderElementsOf(recorded);
            }
        }
    }

    /** Holds of every partition, so also of all of them in the order in which they were read: progress goes to each. */
    private static void assertThatNothingComesAfterItsProgress(List<BreachEntry> breaches) {
        var slowest = new ArrayList<Instant>();
        for (BreachEntry entry : breaches) {
            if (entry instanceof BreachEntry.Progress progress) {
                slowest.add(progress.completeUntil());
            } else if (entry instanceof BreachEntry.Transition step) {
                // Each partition tells each progress: what all of them have told is over.
                Instant at = step.transition().at();
                long told =
                        slowest.stream().filter(until -> !until.isBefore(at)).count();
                assertThat(told).isLessThan(LogOfTest.PARTITIONS);
            }
        }
    }

    private static List<String> find(RecordedDetection detection, int parallelism) throws Exception {
        return told(detection
                .run(Recording.of(register(), List.of(SiteTraffic.RULES), received(said()).stream()), parallelism)
                .transitions());
    }

    private static List<String> told(List<BreachTransition> transitions) {
        return transitions.stream()
                .map(step -> step.breachId() + " " + step.revision() + " " + step.change() + " " + step.level() + " "
                        + step.at() + " " + step.device() + " " + step.value() + " " + step.reason())
                .sorted()
                .toList();
    }

    private static List<DeviceMessage> said() {
        var said = new ArrayList<DeviceMessage>();
        for (int i = 0; i < SITES; i++) {
            said.addAll(SiteTraffic.said(new Random(i), site(i)));
        }
        said.sort(Comparator.comparing(DeviceMessage::receivedAt));
        return said;
    }

    private static List<ObservationEntry> received(List<DeviceMessage> said) {
        var received = new ArrayList<ObservationEntry>();
        int next = 0;
        for (int second = 0; second <= SiteTraffic.SECONDS + 60; second += 3) {
            Instant now = Mine.at(second);
            for (; next < said.size() && !said.get(next).receivedAt().isAfter(now); next++) {
                received.add(new ObservationEntry.Message(said.get(next)));
            }
            received.add(new ObservationEntry.Heartbeat("gateway", now));
        }
        return received;
    }

    private static SiteKey site(int i) {
        return new SiteKey("demo-mine", "site-" + i);
    }

    private static List<RegisterEntry> register() {
        WholeSite pattern = SiteTraffic.site();
        Site site = pattern.site();
        var register = new ArrayList<RegisterEntry>();
        for (int i = 0; i < SITES; i++) {
            SiteKey key = site(i);
            register.add(new Site(
                    key,
                    site.name(),
                    site.kind(),
                    site.timeZone(),
                    site.region(),
                    site.attributes(),
                    site.zones(),
                    List.of()));
            for (Device device : pattern.devices()) {
                register.add(new Device(
                        new DeviceKey(key.enterprise(), key.site(), device.key().device()),
                        device.name(),
                        device.kind(),
                        device.zone(),
                        device.attributes(),
                        List.of(),
                        List.of()));
            }
        }
        return register;
    }
}
