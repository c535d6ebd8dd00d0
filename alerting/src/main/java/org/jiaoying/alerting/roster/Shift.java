package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jiaoying.domain.calendar.DayType;

/**
 * A shift (班次) of a duty roster. One that ends at or before the time at which it begins ends on the next day.
 *
 * @param days on which kinds of day it begins
 * @param people ids of those who take turns at it
 * @param turn on how many of its days one person holds it before the next one does
 */
public record Shift(String name, LocalTime from, LocalTime to, Set<DayType> days, List<String> people, int turn) {
    private static final Duration DAY = Duration.ofDays(1);

    public Shift {
        if (people.isEmpty() || turn < 1 || days.isEmpty()) {
            throw new IllegalArgumentException("a shift needs people, days and a turn");
        }
        days = Set.copyOf(EnumSet.copyOf(days));
        people = List.copyOf(people);
    }

    /** How long it lasts: over nothing and up to a day. */
    public Duration length() {
        Duration length = Duration.between(from, to);
        return length.isZero() || length.isNegative() ? length.plus(DAY) : length;
    }

    boolean everyDay() {
        return days.size() == DayType.values().length;
    }
}
