package org.jiaoying.ingest.forward;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of arrivals and the thread that forwards them one after the other; the messages of a device are all in one lane, so
 * they keep their order. An arrival stays in the lane until it has been handed to the log, so that {@link #oldest} tells up to
 * when everything has. What the queue holds is bounded by the receive maximum of the link.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final long PAUSE_MILLIS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
    private final Consumer<Arrival> forward;
    private final Thread thread;
    private volatile boolean closing;

    /** @param forward hands an arrival to the log and calls {@link #handedOver}; on the lane's thread */
    Lane(String name, Consumer<Arrival> forward) {
        this.forward = forward;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks. */
    void add(Arrival arrival) {
        lock.lock();
        try {
            queue.add(arrival);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest arrival that is not yet handed to the log was received; null if there is none. */
    @Nullable
    Instant oldest() {
        lock.lock();
        try {
            Arrival first = queue.peek();
            return first == null ? null : first.receivedAt();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** The arrival under way stands in the log from here on, in its order. */
    void handedOver(Arrival arrival) {
        lock.lock();
        try {
            if (queue.peek() == arrival) {
                queue.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits; the broker sends it again on the next connection. */
    void clear() {
        lock.lock();
        try {
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closing) {
            try {
                forward.accept(next());
            } catch (InterruptedException e) {
                LOG.debug("{} ends", Thread.currentThread().getName());
                return;
            } catch (RuntimeException e) {
                // The arrival is still first in the queue: it is tried again, never passed over.
                if (!closing) {
                    LOG.error(
                            "{} could not forward a message; trying again",
                            Thread.currentThread().getName(),
                            e);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Arrival next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Arrival first = queue.peek();
            while (first == null) {
                filled.await();
                first = queue.peek();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        closing = true;
        thread.interrupt();
    }
}
