package org.jiaoying.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.domain.time.Agenda;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockStepTest {
    private static final Instant START = Instant.parse("2018-10-21T15:45:00Z");

    private final HandMovedClock clock = new HandMovedClock(START);
    private final List<String> log = new ArrayList<>();
    private final Planned chain = new Planned("chain");
    private final Planned phones = new Planned("phones");
    private LockStep lockStep;

    @BeforeEach
    void assemble() {
        lockStep = new LockStep(
                clock,
                new LockStep.Path() {
                    @Override
                    public void heartbeat() {
                        note("heartbeat");
                    }

                    @Override
                    public void awaitDetected(Instant until) {
                        assertThat(until).isEqualTo(clock.instant());
                    }
                },
                List.of(chain, phones));
    }

    @Test
    void whatFallsDueBetweenTwoRowsIsDoneAtItsOwnTime() throws Exception {
        chain.plan(600);
        phones.plan(60);

        lockStep.step(START.plusSeconds(900), () -> note("row"));

        assertThat(log)
                .containsExactly("60 heartbeat", "60 phones", "600 heartbeat", "600 chain", "900 row", "900 heartbeat");
    }

    @Test
    void whatFollowsAtOnceIsDoneBeforeTimeMovesOn() throws Exception {
        chain.follows = () -> phones.plan(30);
        phones.follows = () -> note("answered");

        lockStep.step(START, () -> chain.plan(0));
        lockStep.passUntil(START.plusSeconds(60));

        assertThat(log).containsExactly("0 heartbeat", "0 chain", "30 heartbeat", "30 phones", "30 answered");
    }

    @Test
    void aRowFromThePastHappensNowAndDoesNotTurnTheClockBack() throws Exception {
        lockStep.step(START.minusSeconds(85_500), () -> note("row"));

        assertThat(log).containsExactly("0 row", "0 heartbeat");
        assertThat(clock.instant()).isEqualTo(START);
    }

    private void note(String what) {
        log.add(clock.instant().getEpochSecond() - START.getEpochSecond() + " " + what);
    }

    /** An agenda whose entries are seconds after the start. */
    private final class Planned implements Agenda {
        private final String name;
        private final PriorityQueue<Instant> due = new PriorityQueue<>();
        private Runnable follows = () -> {};

        Planned(String name) {
            this.name = name;
        }

        void plan(long seconds) {
            due.add(START.plusSeconds(seconds));
        }

        @Override
        public CompletionStage<Optional<Instant>> nextDue() {
            return CompletableFuture.completedStage(Optional.ofNullable(due.peek()));
        }

        @Override
        public CompletionStage<Void> runDue() {
            while (!due.isEmpty() && !due.peek().isAfter(clock.instant())) {
                due.remove();
                note(name);
                follows.run();
            }
            return CompletableFuture.completedStage(null);
        }
    }
}
