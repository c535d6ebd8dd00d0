package org.jiaoying.standalone.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The wall's clock, which a test's hand can put forward: minutes pass at once, and the system goes on by itself. */
final class AdvancedClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }
}
