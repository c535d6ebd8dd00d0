package org.jiaoying.simulators.replay;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jspecify.annotations.Nullable;

/**
 * A breach that ought to be found.
 *
 * @param point null if the device itself is the subject, or any point will do
 * @param from earliest event time at which it may open
 * @param to latest
 * @param level it must open at, if that is known
 */
public record ReplayLabel(
        String rule,
        DeviceKey device,
        @Nullable String point,
        Instant from,
        Instant to,
        @Nullable Level level,
        String note) {

    /** Whether the opening of a breach is the one meant here. */
    public boolean isMetBy(BreachTransition opened) {
        return opened.ruleId().equals(rule)
                && opened.device().equals(device)
                && (point == null || point.equals(opened.point()))
                && (level == null || level == opened.level())
                && !opened.at().isBefore(from)
                && !opened.at().isAfter(to);
    }
}
