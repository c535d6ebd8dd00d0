package org.jiaoying.stream.state;

import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * What one rule remembers of one point. The same shape serves every kind of rule, so that a new kind changes no bytes.
 * Immutable by agreement: nobody writes into the arrays.
 *
 * @param level the level now reached; null where nothing is wrong
 * @param times times that the kind remembers, in milliseconds; what they are is the kind's own affair
 * @param values values that the kind remembers
 */
public record DetectorState(@Nullable Level level, long[] times, double[] values) {
    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};

    /** Nothing wrong, nothing remembered. */
    public static final DetectorState CALM = new DetectorState(null, NO_TIMES, NO_VALUES);

    /** A level and nothing remembered. */
    public static DetectorState of(@Nullable Level level) {
        return level == null ? CALM : new DetectorState(level, NO_TIMES, NO_VALUES);
    }

    public boolean isCalm() {
        return level == null && times.length == 0 && values.length == 0;
    }
}
