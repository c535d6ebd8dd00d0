package org.jiaoying.standalone.replay;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread of this process will bring about, closely: a replay waits thousands of times. */
final class Wait {
    private static final long LOOK_AGAIN_NANOS = 50_000;

    private Wait() {}

    /** @throws TimeoutException naming {@code what} if it has not come about within {@code bound} */
    static void until(String what, Duration bound, BooleanSupplier cameAbout)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + bound.toNanos();
        while (!cameAbout.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for " + what);
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException(what + " did not come about within " + bound);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
