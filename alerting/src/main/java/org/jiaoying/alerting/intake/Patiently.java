package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, on a thread that may wait, for what has to be done: for as long as the database is away, until it is closed. */
final class Patiently implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Patiently.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CountDownLatch closing = new CountDownLatch(1);

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** The result of the future, on the caller's thread. */
    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Pauses a while, or until it is closed. */
    void pause() {
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    /**
     * Does something until it succeeds.
     *
     * @throws CompletionException with a failure that trying again cannot mend, or any once it is closing
     */
    <T> T untilDone(java.util.function.Supplier<Future<T>> step, String what) {
        while (true) {
            try {
                return await(step.get());
            } catch (CompletionException e) {
                if (isClosing()
                        || e.getCause() instanceof TakenElsewhereException
                        || ContentFaults.isOne(e.getCause())) {
                    throw e;
                }
                LOG.warn("{} could not be taken; trying again", what, e.getCause());
                pause();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
