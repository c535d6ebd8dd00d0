package org.jiaoying.domain.baseline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * What is normal at a point (常态基线), by declared state, kind of day and hour. Learned from history, versioned, and published as
 * data. Immutable.
 *
 * @param version grows each time it is learned anew
 * @param from first instant of the history it was learned from
 * @param to first instant no longer in it
 * @param zone in which hours and days are counted
 * @param cells by {@link #cell}
 */
public record Baseline(
        DeviceKey device, String point, int version, Instant from, Instant to, ZoneId zone, Map<String, Normal> cells) {
    /** The state while no window is declared. */
    public static final String ORDINARY = "ordinary";

    public Baseline {
        cells = Map.copyOf(cells);
    }

    /** {@code enterprise/site/device/point}: what it is kept under. */
    public String key() {
        return key(device, point);
    }

    public static String key(DeviceKey device, String point) {
        return device + "/" + point;
    }

    /**
     * What is normal at a time; null where the history says nothing of it. A holiday of which nothing is known is taken for a
     * weekend.
     *
     * @param state kind of the declared window in force, or {@link #ORDINARY}
     */
    public @Nullable Normal at(Instant at, String state) {
        ZonedDateTime local = at.atZone(zone);
        DayType day = WorkCalendar.china().typeOf(local.toLocalDate());
        Normal normal = cells.get(cell(state, day, local.getHour()));
        return normal == null && day == DayType.HOLIDAY
                ? cells.get(cell(state, DayType.WEEKEND, local.getHour()))
                : normal;
    }

    /** The name of a cell, such as {@code ordinary/workday/08}. */
    public static String cell(String state, DayType day, int hour) {
        return state + "/" + day.code() + "/" + (hour < 10 ? "0" : "") + hour;
    }
}
