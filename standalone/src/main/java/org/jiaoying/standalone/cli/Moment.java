package org.jiaoying.standalone.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** A time as people write it: a day, a time of the clock at a place, or a time with its offset. */
final class Moment {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd[['T'][ ]HH:mm[:ss][.SSS][XXX]]");

    private Moment() {}

    /**
     * Reads it.
     *
     * @param zone of times without an offset
     * @throws IllegalArgumentException naming the option, if it is none
     */
    static Instant parse(String option, String text, ZoneId zone) {
        try {
            TemporalAccessor parsed =
                    FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime withOffset) {
                return withOffset.toInstant();
            }
            LocalDateTime local = parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
            return local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + " 应为 2026-03-01、2026-03-01T08:00 或 2026-03-01T08:00+08:00，而不是 '" + text + "'。" + option
                            + " must be such as 2026-03-01T08:00, not '" + text + "'.",
                    e);
        }
    }
}
