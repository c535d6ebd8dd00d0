package org.jiaoying.alerting.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.alerting.store.SelfCheckStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private final Engine engine = Engine.fresh();
    private final AtomicReference<Optional<Instant>> progress = new AtomicReference<>(Optional.of(Engine.START));
    private final AtomicReference<List<String>> centers = new AtomicReference<>(List.of("center"));
    private List<Finding> others = List.of();
    private final SelfCheck selfCheck = new SelfCheck(
            engine.transactions,
            engine.clock,
            new SelfCheckStore(engine.pool),
            new OffsetStore(engine.pool),
            engine.warnings,
            engine.escalation,
            progress::get,
            centers::get,
            Duration.ofSeconds(30),
            () -> others);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whereAllIsWellEveryFindingIsWell() {
        assertThat(check()).allMatch(Finding::ok).hasSize(5);
    }

    @Test
    void silentDetectionIsFoundAndRecordedOnceAndSoIsItsReturn() {
        check();
        engine.clock.advance(Duration.ofSeconds(31));
        assertThat(finding("detection").detail()).contains("2026-03-01T00:00:00Z");
        check();
        progress.set(Optional.of(engine.clock.instant()));
        assertThat(finding("detection").ok()).isTrue();
        assertThat(engine.rows("select action from audit where subject = 'detection' order by seq"))
                .containsExactly("self-check.well", "self-check.unwell", "self-check.well");
    }

    /** Else a job that ends then would not be missed until that time has come. */
    @Test
    void detectionThatIsAheadOfTheClockIsNotWell() {
        progress.set(Optional.of(engine.clock.instant().plusSeconds(59)));
        assertThat(finding("detection").ok()).isTrue();
        progress.set(Optional.of(engine.clock.instant().plusSeconds(61)));
        assertThat(finding("detection").ok()).isFalse();
    }

    @Test
    void detectionThatNeverSpokeIsNotWell() {
        progress.set(Optional.empty());
        assertThat(finding("detection").ok()).isFalse();
    }

    @Test
    void aStrandedWarningIsSetGoingAgainAndThatIsReported() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.execute("update warning set next_step_at = null, next_step = null");
        assertThat(finding("escalation").ok()).isFalse();
        assertThat(engine.rows("select next_step from warning")).containsExactly("NEXT_TIER");
        assertThat(engine.rows("select count(*) from audit where action = 'self-check.repaired'"))
                .containsExactly("1");
        assertThat(finding("escalation").ok()).isTrue();
    }

    @Test
    void anOverdueStepIsTaken() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.advance(Duration.ofMinutes(12));
        assertThat(finding("escalation").ok()).isFalse();
        assertThat(engine.rows("select person_id from call order by tier")).containsExactly("zhang", "li");
    }

    @Test
    void textsThatWaitAndCentersThatAreAwayAreFound() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        centers.set(List.of());
        engine.clock.advance(Duration.ofSeconds(61));
        assertThat(finding("outbox").ok()).isFalse();
        assertThat(finding("sms").ok()).isFalse();
    }

    @Test
    void aTextThatWaitsToBeGatheredIsNotLateBeforeItsTime() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.execute("update outbox set failure_code = 'gathered', due = '"
                + engine.clock.instant().plusSeconds(180) + "'");
        engine.clock.advance(Duration.ofSeconds(120));
        assertThat(finding("outbox").ok()).isTrue();
        engine.clock.advance(Duration.ofSeconds(121));
        assertThat(finding("outbox").ok()).isFalse();
    }

    @Test
    void aClockThatWasPutBackIsFoundUntilItsOldTimeComesAgain() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.set(Engine.START.minus(Duration.ofMinutes(30)));
        assertThat(finding("clock").ok()).isFalse();
        assertThat(finding("clock").detail()).contains("PT30M");
        engine.clock.set(Engine.START.plusSeconds(1));
        assertThat(finding("clock").ok()).isTrue();
    }

    @Test
    void whatOtherPartsFoundIsNotedToo() {
        others = List.of(new Finding("audit", false, "line 7 is missing"));
        assertThat(finding("audit").detail()).isEqualTo("line 7 is missing");
        others = List.of();
        check();
        assertThat(engine.rows("select name, ok, detail from self_check where name = 'audit'"))
                .as("who has nothing to say about it does not make it well")
                .containsExactly("audit false line 7 is missing");
    }

    @Test
    void theOutsideWatcherIsToldOnlyWhileAllIsWell() throws Exception {
        var told = new AtomicInteger();
        HttpServer watcher = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        watcher.createContext("/beat", exchange -> {
            told.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        watcher.start();
        try {
            var heartbeat = new Heartbeat(
                    engine.vertx, "http://127.0.0.1:" + watcher.getAddress().getPort() + "/beat");
            assertThat(Engine.await(heartbeat.beat(List.of(new Finding("a", true, "")))))
                    .isTrue();
            assertThat(Engine.await(heartbeat.beat(List.of(new Finding("a", false, "no")))))
                    .isFalse();
            assertThat(told).hasValue(1);
        } finally {
            watcher.stop(0);
        }
    }

    private List<Finding> check() {
        return Engine.await(selfCheck.check());
    }

    private Finding finding(String name) {
        return check().stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
