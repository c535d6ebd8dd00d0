package org.jiaoying.alerting.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.calendar.WorkCalendar;

/** When test texts may be sent: in small lots, in the working hours of workdays. Pure. */
final class TestTimes {
    static final Duration BETWEEN_LOTS = Duration.ofMinutes(10);
    private static final LocalTime FROM = LocalTime.of(9, 0);
    private static final LocalTime TO = LocalTime.of(17, 0);
    private static final int FARTHEST_DAYS = 60;

    private TestTimes() {}

    /** The time itself if it is a good one, else the next good one. */
    static Instant atOrAfter(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, DutyBook.ZONE);
        LocalDate day = local.toLocalDate();
        if (isWorkday(day)
                && !local.toLocalTime().isBefore(FROM)
                && local.toLocalTime().isBefore(TO)) {
            return at;
        }
        LocalDate next = local.toLocalTime().isBefore(FROM) ? day : day.plusDays(1);
        for (int i = 0; i < FARTHEST_DAYS && !isWorkday(next); i++) {
            next = next.plusDays(1);
        }
        return next.atTime(FROM).atZone(DutyBook.ZONE).toInstant();
    }

    private static boolean isWorkday(LocalDate day) {
        return WorkCalendar.china().typeOf(day) == DayType.WORKDAY;
    }
}
