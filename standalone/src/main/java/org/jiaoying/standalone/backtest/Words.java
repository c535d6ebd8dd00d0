package org.jiaoying.standalone.backtest;

import java.time.Duration;
import java.util.Locale;

/** How times and numbers are written for readers. */
final class Words {
    private Words() {}

    /** {@code 3 d 4 h}, {@code 12 min}: the two greatest units that count. */
    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    /** At most four digits that count. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value + 0.0); // never -0
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
