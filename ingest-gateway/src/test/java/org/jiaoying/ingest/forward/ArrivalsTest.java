package org.jiaoying.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaoying.messaging.mqtt.Inbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Semaphore passes = new Semaphore(0);
    private final List<String> forwarded = new CopyOnWriteArrayList<>();
    private final Arrivals arrivals = new Arrivals(now::get, 3, number -> (arrival, handedOver) -> {
        passes.acquireUninterruptibly();
        forwarded.add(arrival.message().topic());
        handedOver.run();
    });

    @AfterEach
    void stop() {
        arrivals.close();
        passes.release(1_000_000);
    }

    private record Message(String topic) implements Inbound {
        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public boolean retained() {
            return false;
        }

        @Override
        public void acknowledge() {}
    }

    @Test
    void withNothingWaitingAllIsCompleteUpToNow() {
        assertThat(arrivals.completeUntil()).isEqualTo(START);
    }

    @Test
    void whatWaitsHoldsBackTheTimeUntilItIsHandedOver() {
        arrivals.start();
        arrivals.add(new Message("jy/v1/a/b/c/telemetry"));
        now.set(START.plusSeconds(1));
        arrivals.add(new Message("jy/v1/a/b/d/telemetry"));
        now.set(START.plusSeconds(2));

        assertThat(arrivals.completeUntil()).isEqualTo(START.minusMillis(1));
        assertThat(arrivals.waiting()).isEqualTo(2);

        passes.release(2);
        await().atMost(Duration.ofSeconds(10)).until(() -> arrivals.waiting() == 0);
        assertThat(arrivals.completeUntil()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void timesOfReceiptDoNotFollowAClockThatIsSetBack() {
        assertThat(arrivals.completeUntil()).isEqualTo(START);
        now.set(START.minusSeconds(60));
        assertThat(arrivals.completeUntil()).isEqualTo(START);
    }

    @Test
    void whatWasClearedHoldsNothingBack() {
        arrivals.add(new Message("jy/v1/a/b/c/telemetry"));
        now.set(START.plusSeconds(2));
        arrivals.clear();
        assertThat(arrivals.completeUntil()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void theMessagesOfADeviceKeepTheirOrderOverAllItsChannels() {
        arrivals.start();
        var sent = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            String topic = "jy/v1/a/b/d" + i % 7 + (i % 2 == 0 ? "/telemetry" : "/status");
            sent.add(topic);
            arrivals.add(new Message(topic));
        }
        passes.release(300);
        await().atMost(Duration.ofSeconds(10)).until(() -> forwarded.size() == 300);
        for (int device = 0; device < 7; device++) {
            String prefix = "jy/v1/a/b/d" + device + "/";
            assertThat(forwarded.stream().filter(topic -> topic.startsWith(prefix)))
                    .containsExactlyElementsOf(sent.stream()
                            .filter(topic -> topic.startsWith(prefix))
                            .toList());
        }
    }

    @Test
    void theCompleteTimeIsTrueAtEveryMomentWhileMessagesComeAndGo() throws Exception {
        var millis = new AtomicLong();
        var log = new CopyOnWriteArrayList<Instant>();
        var running = new Arrivals(
                () -> Instant.ofEpochMilli(millis.incrementAndGet()), 2, number -> (arrival, handedOver) -> {
                    log.add(arrival.receivedAt());
                    handedOver.run();
                });
        running.start();
        var sender = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                running.add(new Message("jy/v1/a/b/d" + i + "/telemetry"));
            }
        });
        sender.start();
        // What was claimed complete, with what stood in the log by then.
        var claims = new TreeMap<Instant, Integer>();
        while (sender.isAlive()) {
            claims.put(running.completeUntil(), log.size());
        }
        sender.join();
        await().atMost(Duration.ofSeconds(10)).until(() -> log.size() == 2_000);
        running.close();

        claims.forEach((until, size) -> assertThat(log.subList(size, log.size()))
                .as("received by %s, but logged after that was said to be complete", until)
                .allMatch(at -> at.isAfter(until)));
    }
}
