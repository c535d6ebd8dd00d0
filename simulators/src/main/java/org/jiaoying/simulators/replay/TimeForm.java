package org.jiaoying.simulators.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.Function;

/** How a column writes times, and in which zone where it does not say. */
public final class TimeForm {
    private final ZoneId zone;
    private final Function<String, Instant> parse;

    private TimeForm(ZoneId zone, Function<String, Instant> parse) {
        this.zone = zone;
        this.parse = parse;
    }

    /**
     * Knows how to read a column.
     *
     * @param format {@code iso}, {@code epoch-ms}, {@code epoch-s}, or a pattern of {@link DateTimeFormatter}
     * @throws IllegalArgumentException if it is none of these
     */
    public static TimeForm of(String format, ZoneId zone) {
        return switch (format) {
            case "epoch-ms" -> new TimeForm(zone, text -> Instant.ofEpochMilli(Long.parseLong(text)));
            case "epoch-s" -> new TimeForm(zone, text -> Instant.ofEpochSecond(Long.parseLong(text)));
            case "iso" -> new TimeForm(zone, text -> iso(text, zone));
            default -> {
                var formatter = DateTimeFormatter.ofPattern(format, Locale.ROOT);
                yield new TimeForm(
                        zone,
                        text -> instant(
                                formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from),
                                zone));
            }
        };
    }

    /**
     * Reads one time.
     *
     * @throws IllegalArgumentException if the text is no time of this form
     */
    public Instant read(String text) {
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time of the case's format", e);
        }
    }

    /** For dates and times without offset. */
    public ZoneId zone() {
        return zone;
    }

    static Instant iso(String text, ZoneId zone) {
        if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        String written = text.replace(' ', 'T');
        boolean local = !written.endsWith("Z") && written.indexOf('+') < 0 && written.indexOf('-', 10) < 0;
        return local
                ? LocalDateTime.parse(written).atZone(zone).toInstant()
                : OffsetDateTime.parse(written).toInstant();
    }

    private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
        if (parsed instanceof OffsetDateTime withOffset) {
            return withOffset.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.atZone(zone).toInstant()
                : ((LocalDate) parsed).atStartOfDay(zone).toInstant();
    }
}
