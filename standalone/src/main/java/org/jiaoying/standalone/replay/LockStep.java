package org.jiaoying.standalone.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;

/**
 * Moves a whole system through recorded time, one time after the other, so that its result does not depend on how fast the
 * machine is. What falls due between two times of the data is done at its own time.
 *
 * <p>For one thread, which is the only one that moves the clock.
 */
public final class LockStep {
    /** A step waits for parts of this process; one that takes so long has hung, and its replay is worth nothing. */
    private static final long STEP_SECONDS = 60;

    /** From the gateway to alerting, as a lock-step sees it. */
    public interface Path {
        /** Lets event time reach the present, once all that was published has been handled by the gateway. */
        void heartbeat();

        /** Returns once alerting has taken all that was detected up to {@code until}. */
        void awaitDetected(Instant until) throws InterruptedException, TimeoutException;
    }

    /** What happens at a time of the data, such as publishing a row; returns once the gateway has handled it. */
    @FunctionalInterface
    public interface Happening {
        void happen() throws InterruptedException, TimeoutException;
    }

    private final HandMovedClock clock;
    private final Path path;
    private final List<Agenda> agendas;

    /** What falls due next, as it stood when all was settled: nothing changes it until the next step; null before the first. */
    private @Nullable Optional<Instant> settledDue;

    /** @param agendas are asked in this order whenever several have something due at one time */
    public LockStep(HandMovedClock clock, Path path, List<Agenda> agendas) {
        this.clock = clock;
        this.path = path;
        this.agendas = List.copyOf(agendas);
    }

    /**
     * Does what falls due before {@code time} at its own time, then moves to {@code time}, lets {@code happening} happen, and
     * does all that follows from it at once. A {@code time} that has passed happens now.
     *
     * @throws TimeoutException if a part of the system does not come to an end with its step
     */
    public void step(Instant time, Happening happening) throws InterruptedException, TimeoutException {
        passUntil(time);
        clock.moveTo(time);
        happening.happen();
        settle();
    }

    /** Lets time pass until {@code end}: only what falls due happens. */
    public void passUntil(Instant end) throws InterruptedException, TimeoutException {
        Optional<Instant> due = settledDue == null ? nextDue() : settledDue;
        while (due.isPresent() && due.get().isBefore(end)) {
            clock.moveTo(due.get());
            due = settle();
        }
    }

    /** The earliest time at which anything falls due. */
    public Optional<Instant> nextDue() throws InterruptedException, TimeoutException {
        Optional<Instant> earliest = Optional.empty();
        for (Agenda agenda : agendas) {
            Optional<Instant> due = await(agenda.nextDue());
            if (due.isPresent() && (earliest.isEmpty() || due.get().isBefore(earliest.get()))) {
                earliest = due;
            }
        }
        return earliest;
    }

    /** Does all that follows at once; returns what falls due next. */
    private Optional<Instant> settle() throws InterruptedException, TimeoutException {
        path.heartbeat();
        path.awaitDetected(clock.instant());
        Optional<Instant> due = nextDue();
        while (due.isPresent() && !due.get().isAfter(clock.instant())) {
            for (Agenda agenda : agendas) {
                await(agenda.runDue());
            }
            due = nextDue();
        }
        settledDue = due;
        return due;
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a step of the replay failed", e.getCause());
        }
    }
}
