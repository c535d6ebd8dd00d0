package org.jiaoying.alerting.dispatch;

import java.time.Duration;

/** So many texts in such a time, as a carrier's contract says. */
public record Rate(int texts, Duration per) {

    public Rate {
        if (texts < 1 || per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException("a rate is at least one text in some time");
        }
    }

    public static Rate perSecond(int texts) {
        return new Rate(texts, Duration.ofSeconds(1));
    }

    /** Texts a second, on average. */
    public double perSecond() {
        return texts / (per.toMillis() / 1_000.0);
    }

    /** Such as {@code 20 in 60 s}. */
    @Override
    public String toString() {
        return texts + " in " + per.toMillis() / 1_000.0 + " s";
    }
}
