package org.jiaoying.alerting.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which days are reported in which month. A month ends where its reporting day begins, and begins where the month before it ends,
 * so that every day is in exactly one month, also where the reporting day was changed. With the reporting day 1 a month is the
 * month of the calendar: it is reported on the first of the next one. A month that is shorter than the reporting day is reported on
 * its last day.
 */
public final class ReportingMonths {
    public static final ReportingMonths CALENDAR = new ReportingMonths(Map.of());
    private static final int USUAL_DAY = 1;

    private final TreeMap<YearMonth, Integer> dayFrom = new TreeMap<>();

    /** @param dayFrom the reporting day that holds from a month on */
    public ReportingMonths(Map<YearMonth, Integer> dayFrom) {
        dayFrom.forEach((month, day) -> {
            if (day < 1 || day > 31) {
                throw new IllegalArgumentException("a reporting day lies between 1 and 31: " + day);
            }
            this.dayFrom.put(month, day);
        });
    }

    /** The days of a month of the table; {@code end} is the first that is no longer in it. */
    public record Period(YearMonth month, LocalDate begin, LocalDate end) {}

    public Period period(YearMonth month) {
        return new Period(month, end(month.minusMonths(1)), end(month));
    }

    /** The month in which a day is reported. */
    public YearMonth monthOf(LocalDate day) {
        YearMonth calendar = YearMonth.from(day);
        return day.isBefore(end(calendar)) ? calendar : calendar.plusMonths(1);
    }

    /** The reporting day that holds for a month. */
    public int day(YearMonth month) {
        Map.Entry<YearMonth, Integer> known = dayFrom.floorEntry(month);
        return known == null ? USUAL_DAY : known.getValue();
    }

    private LocalDate end(YearMonth month) {
        int day = day(month);
        return day == 1 ? month.plusMonths(1).atDay(1) : month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
