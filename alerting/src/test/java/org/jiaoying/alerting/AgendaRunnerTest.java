package org.jiaoying.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaoying.domain.time.Agenda;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgendaRunnerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(40);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatFailsIsAskedAgainAfterLongerAndLongerPauses_howeverOftenItIsWoken() {
        var failing = new Counted(Integer.MAX_VALUE, false);
        var runner = new AgendaRunner(vertx, failing, POLL);
        runner.start();
        await().pollInterval(Duration.ofMillis(2)).atMost(SOON).until(() -> {
            runner.wake();
            return failing.asked.size() >= 5;
        });
        List<Long> asked = failing.asked;
        for (int i = 1; i < 5; i++) {
            assertThat(asked.get(i) - asked.get(i - 1))
                    .as("milliseconds before try " + (i + 1))
                    .isGreaterThanOrEqualTo(POLL.toMillis() * (1L << (i - 1)) - 1);
        }
        runner.stop().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatThrowsInsteadOfFailingIsAskedAgainToo() {
        var throwing = new Counted(2, true);
        var runner = new AgendaRunner(vertx, throwing, POLL);
        runner.start();
        await().atMost(SOON).until(() -> throwing.asked.size() >= 6);
        runner.stop().toCompletionStage().toCompletableFuture().join();
    }

    /** Fails so many times, and notes when it was asked. */
    private static final class Counted implements Agenda {
        final List<Long> asked = new CopyOnWriteArrayList<>();
        private final int failures;
        private final boolean throwing;

        Counted(int failures, boolean throwing) {
            this.failures = failures;
            this.throwing = throwing;
        }

        @Override
        public CompletionStage<Optional<Instant>> nextDue() {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Void> runDue() {
            asked.add(System.nanoTime() / 1_000_000);
            if (asked.size() > failures) {
                return CompletableFuture.completedFuture(null);
            }
            var failure = new IllegalStateException("the database is away");
            if (throwing) {
                throw failure;
            }
            return CompletableFuture.failedFuture(failure);
        }
    }
}
