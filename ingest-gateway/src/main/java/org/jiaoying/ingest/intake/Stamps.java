package org.jiaoying.ingest.intake;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** A device's stamp as milliseconds since 1970, or one of two values no stamp can have. */
final class Stamps {
    static final long ABSENT = Long.MIN_VALUE;
    static final long UNREADABLE = Long.MIN_VALUE + 1;

    /** Stamps beyond this (some 290,000 years) would overflow sums with other times. */
    private static final long LARGEST = Long.MAX_VALUE / 1_000;

    private Stamps() {}

    static long of(double millis) {
        return Math.rint(millis) == millis && Math.abs(millis) <= LARGEST ? (long) millis : UNREADABLE;
    }

    static long of(long millis) {
        return Math.abs(millis) <= LARGEST && millis != Long.MIN_VALUE ? millis : UNREADABLE;
    }

    /** An ISO 8601 time with offset. */
    static long of(String text) {
        if (text.length() < 16 || text.length() > 40) {
            return UNREADABLE;
        }
        try {
            return of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return UNREADABLE;
        }
    }
}
