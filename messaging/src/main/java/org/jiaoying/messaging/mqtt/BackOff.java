package org.jiaoying.messaging.mqtt;

import java.time.Duration;

/**
 * How long to wait before the next connection: doubling from {@code min} to {@code max}, the upper half of it by chance, so
 * that the clients of a broker that comes back do not all come at once.
 */
public record BackOff(Duration min, Duration max) {
    public static final BackOff DEFAULT = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30));

    public BackOff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a back-off needs 0 < min <= max, not " + min + " and " + max);
        }
    }

    /**
     * @param failures connections in a row that failed or did not last, this one included
     * @param chance from 0 to 1
     */
    Duration delay(LossReason reason, int failures, double chance) {
        Duration ceiling = reason.calm() ? max : ceiling(failures);
        long half = ceiling.toMillis() / 2;
        return Duration.ofMillis(Math.max(1, half + Math.round(half * chance)));
    }

    private Duration ceiling(int failures) {
        Duration doubled = min.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return doubled.compareTo(max) < 0 ? doubled : max;
    }
}
