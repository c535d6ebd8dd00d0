package org.jiaoying.simulators.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.simulators.feed.FeedMessage;
import org.junit.jupiter.api.Test;

class SiteAgendaTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Instant now = START;
    private boolean brokerThere = true;
    private final List<Instant> sent = new ArrayList<>();
    private final SiteAgenda agenda = new SiteAgenda(() -> now, List.of(device(10, 3), device(25, 0)), message -> {
        if (!brokerThere) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        sent.add(message.at());
        return CompletableFuture.completedFuture(null);
    });

    private static SimulatedDevice device(int cadence, int phase) {
        return new SimulatedDevice() {
            @Override
            public DeviceKey key() {
                return new DeviceKey("e", "s", "every-" + cadence);
            }

            @Override
            public Duration cadence() {
                return Duration.ofSeconds(cadence);
            }

            @Override
            public Duration phase() {
                return Duration.ofSeconds(phase);
            }

            @Override
            public List<FeedMessage> say(Instant at) {
                return List.of(FeedMessage.telemetry(key(), at, Map.of("v", 1.0), Quality.GOOD));
            }
        };
    }

    private void runAt(int seconds) {
        now = START.plusSeconds(seconds);
        agenda.runDue().toCompletableFuture().join();
    }

    private Instant due() {
        return agenda.nextDue().toCompletableFuture().join().orElseThrow();
    }

    @Test
    void devicesSpeakAtTheirOwnTimesHoweverSeldomTheClockIsRead() {
        assertThat(due()).isEqualTo(START);
        runAt(0);
        assertThat(due()).isEqualTo(START.plusSeconds(3));
        runAt(30);
        assertThat(sent)
                .extracting(at -> Duration.between(START, at).toSeconds())
                .containsExactly(0L, 3L, 13L, 23L, 25L);
        assertThat(due()).isEqualTo(START.plusSeconds(33));
    }

    @Test
    void whatTheBrokerDidNotTakeIsSentFirstWhenItIsBack() {
        brokerThere = false;
        runAt(13);
        assertThat(agenda.counts().waiting()).isEqualTo(3);
        brokerThere = true;
        runAt(23);
        assertThat(sent)
                .extracting(at -> Duration.between(START, at).toSeconds())
                .containsExactly(0L, 3L, 13L, 23L);
        assertThat(agenda.counts()).isEqualTo(new SiteCounts(4, 0, 0, 0, 0));
    }

    @Test
    void afterALongSleepDevicesGoOnFromNow() {
        runAt(7 * 3_600);
        assertThat(agenda.counts().skipped()).isEqualTo(2);
        assertThat(sent).allMatch(at -> at.equals(now));
        assertThat(due()).isAfter(now.minusSeconds(1)).isBefore(now.plusSeconds(26));
    }
}
