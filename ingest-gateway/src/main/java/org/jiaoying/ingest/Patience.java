package org.jiaoying.ingest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a start class waits: for what it needs at its start, and for its end. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int END_SECONDS = 20;

    private Patience() {}

    /** Tries until it succeeds: a part that starts before what it needs waits for it. */
    static <T> T until(String what, Callable<T> attempt) throws Exception {
        LOG.info("looking for {}", what);
        while (true) {
            try {
                return attempt.call();
            } catch (RuntimeException e) {
                LOG.warn("waiting for {}: {}", what, e.toString());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /**
     * Returns when the process is asked to end, which then waits until {@code ended} is counted down: what the caller opened
     * is closed first.
     */
    static void untilAskedToEnd(CountDownLatch ended) throws InterruptedException {
        var asked = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("did not end in {} s", END_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        asked.await();
    }
}
