package org.jiaoying.alerting.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps to a carrier's rate: so many texts in a time, and after a rest so many at once. Safe for several threads. */
final class RateShaper {
    private final double perSecond;
    private final double burst;
    private double tokens;
    private @Nullable Instant filledAt;

    RateShaper(Rate rate) {
        this.perSecond = rate.perSecond();
        this.burst = rate.texts();
        this.tokens = rate.texts();
    }

    /** How many texts may go out now. */
    synchronized int available(Instant now) {
        fill(now);
        return (int) tokens;
    }

    synchronized void take(int texts) {
        tokens -= texts;
    }

    /** Takes the right to one text now, if there is one. */
    synchronized boolean takeOne(Instant now) {
        if (available(now) < 1) {
            return false;
        }
        take(1);
        return true;
    }

    /** When the next text may go out: now, or later. */
    synchronized Instant nextAt(Instant now) {
        fill(now);
        if (tokens >= 1) {
            return now;
        }
        long nanos = (long) Math.ceil((1 - tokens) / perSecond * 1e9);
        return now.plus(Duration.ofNanos(nanos)).plusMillis(1);
    }

    private void fill(Instant now) {
        if (filledAt != null && now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(burst, tokens + seconds * perSecond);
        }
        filledAt = now;
    }
}
