package org.jiaoying.standalone.assemble;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts with another and runs a whole number of times as fast. Safe for use by several threads. */
public final class HastenedClock implements InstantSource {
    private final InstantSource base;
    private final Instant start;
    private final int speed;

    public HastenedClock(InstantSource base, int speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("the speed must be at least 1, but is " + speed);
        }
        this.base = base;
        this.start = base.instant();
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.between(start, base.instant()).multipliedBy(speed));
    }
}
