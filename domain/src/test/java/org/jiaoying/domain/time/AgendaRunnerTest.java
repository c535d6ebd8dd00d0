package org.jiaoying.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AgendaRunnerTest {

    @Test
    void asksAgainAlsoAfterAFailureOfEitherKindAndNotAfterTheClose() throws Exception {
        var asked = new AtomicInteger();
        var failures = new LinkedBlockingQueue<Throwable>();
        var done = new LinkedBlockingQueue<Integer>();
        Agenda agenda = agenda(() -> {
            int time = asked.incrementAndGet();
            if (time == 1) {
                throw new IllegalStateException("thrown");
            }
            if (time == 2) {
                return CompletableFuture.failedFuture(new IllegalStateException("failed"));
            }
            done.add(time);
            return CompletableFuture.completedFuture(null);
        });
        try (var runner = new AgendaRunner("test", agenda, failures::add)) {
            assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
        }
        int atTheClose = asked.get();
        done.clear();
        assertThat(done.poll(3 * AgendaRunner.PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(asked).hasValue(atTheClose);
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("thrown", "failed");
    }

    @FunctionalInterface
    private interface Due {
        CompletionStage<Void> run();
    }

    private static Agenda agenda(Due due) {
        return new Agenda() {
            @Override
            public CompletionStage<Optional<Instant>> nextDue() {
                return CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public CompletionStage<Void> runDue() {
                return due.run();
            }
        };
    }
}
