package org.jiaoying.domain.register;

import java.util.Set;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * One measured quantity of a device (测点).
 *
 * @param quantity what is measured, such as {@code ch4}, {@code co}, {@code displacement}, {@code energy}: what rules select by
 * @param min smallest value the sensor can give, in {@code unit}; a value outside {@code min..max} is refused
 * @param sentinels values that mean "no value" in this feed, such as -1 or 9999; refused as such
 */
public record Point(
        String id,
        Text name,
        String quantity,
        String unit,
        @Nullable Double min,
        @Nullable Double max,
        Set<Double> sentinels,
        Attributes attributes) {

    public Point {
        sentinels = Set.copyOf(sentinels);
    }
}
