package org.jiaoying.simulators.site;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Three shifts of eight hours: maintenance from midnight, coal from 8 and from 16 o'clock. */
final class Shifts {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final double RAMP_HOURS = 0.5;

    private Shifts() {}

    /** 0 from midnight, 1 from 8 o'clock, 2 from 16. */
    static int shift(Instant at) {
        return LocalTime.ofInstant(at, ZONE).getHour() / 8;
    }

    /** Hours since the shift began. */
    static double hoursIn(Instant at) {
        return hourOfDay(at) % 8;
    }

    static double hourOfDay(Instant at) {
        return LocalTime.ofInstant(at, ZONE).toSecondOfDay() / 3_600.0;
    }

    /** How much is being produced, 0 to 1: nothing for maintenance, less at the change of shifts. */
    static double production(Instant at) {
        double hour = hourOfDay(at);
        return Math.max(plateau(hour, 8.5, 15.75), plateau(hour, 16.25, 23.5));
    }

    private static double plateau(double hour, double from, double to) {
        return Math.max(0, Math.min(1, Math.min((hour - from) / RAMP_HOURS, (to - hour) / RAMP_HOURS)));
    }

    /** A wave with one period a day that is highest at {@code peakHour}. */
    static double daily(Instant at, double peakHour) {
        return Math.cos(2 * Math.PI * (hourOfDay(at) - peakHour) / 24);
    }

    /** The tide of the air's pressure: two lows a day, about 4 and 16 o'clock; 1 at the lowest. */
    static double lowPressure(Instant at) {
        return Math.cos(4 * Math.PI * (hourOfDay(at) - 4) / 24);
    }
}
