package org.jiaoying.domain.time;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Lets an agenda run on a live clock: asks it again and again to do what is due. A failure is told and the agenda is asked
 * again.
 *
 * <p>Life cycle: 1. the constructor starts a daemon thread of the given name; 2. it runs what is due, waits for the effects,
 * pauses; 3. {@link #close} ends it, not waiting for effects under way longer than a second.
 */
public final class AgendaRunner implements AutoCloseable {
    /** So short that nobody waits noticeably longer for a step than its time says. */
    public static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

    private final Agenda agenda;
    private final Consumer<Throwable> failures;
    private final Thread thread;

    /** @param failures told on the runner's thread */
    public AgendaRunner(String threadName, Agenda agenda, Consumer<Throwable> failures) {
        this.agenda = agenda;
        this.failures = failures;
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                runDue();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void runDue() throws InterruptedException {
        try {
            agenda.runDue().toCompletableFuture().get();
        } catch (ExecutionException e) {
            failures.accept(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_BOUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
