package org.jiaoying.standalone.replay;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved, and never goes back. Safe for use by several threads. */
public final class HandMovedClock implements InstantSource {
    private volatile Instant now;

    public HandMovedClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves to {@code time}; stands still if that has passed. */
    public synchronized void moveTo(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }
}
