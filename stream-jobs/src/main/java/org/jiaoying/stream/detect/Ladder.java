package org.jiaoying.stream.detect;

import java.util.Arrays;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a rule at one subject, level by level. A level is reached on the bad side of its limit at once; it is left on
 * the good side of a second mark that lies {@code margin} deeper, where the margin is the distance between the mildest limit
 * and the clear limit: so the statutory "alarm ≥ 1.0, restore &lt; 1.0" has none. Immutable.
 */
final class Ladder {
    private static final Level[] LEVELS = Level.values();

    /** 1 where high values are bad, -1 where low ones are: inside, high is always bad. */
    private final double sign;

    private final boolean exclusive;
    private final double[] limits = new double[LEVELS.length];
    private final double[] marks = new double[LEVELS.length];
    private final double mildest;

    /**
     * @param limits a limit for at least one level
     * @param clear null, or one beyond the mildest limit, stands for the mildest limit itself
     * @param exclusive whether the limit itself is still good
     */
    Ladder(boolean above, boolean exclusive, Map<Level, Double> limits, @Nullable Double clear) {
        this.sign = above ? 1 : -1;
        this.exclusive = exclusive;
        Arrays.fill(this.limits, Double.NaN);
        limits.forEach((level, limit) -> this.limits[level.ordinal()] = sign * limit);
        this.mildest = Arrays.stream(this.limits)
                .filter(limit -> !Double.isNaN(limit))
                .min()
                .orElseThrow(() -> new IllegalArgumentException("a ladder without a limit"));
        double clearMark = clear == null ? mildest : Math.min(mildest, sign * clear);
        double margin = mildest - clearMark;
        for (int i = 0; i < marks.length; i++) {
            // Not computed for the mildest, so that the clear limit is met to the last bit.
            marks[i] = this.limits[i] == mildest ? clearMark : this.limits[i] - margin;
        }
    }

    /** Whether the value lies on the bad side of the level's limit. */
    boolean violates(Level level, double value) {
        return beyond(sign * value, limits[level.ordinal()]);
    }

    /** The gravest level whose limit the value violates; null if none. */
    @Nullable
    Level reached(double value) {
        double badness = sign * value;
        if (!beyond(badness, mildest)) {
            return null;
        }
        for (int i = limits.length - 1; i >= 0; i--) {
            if (beyond(badness, limits[i])) {
                return LEVELS[i];
            }
        }
        return null;
    }

    /** The gravest level, up to the one held now, that the value has not left; null if it has left all. */
    @Nullable
    Level kept(@Nullable Level held, double value) {
        if (held == null) {
            return null;
        }
        double badness = sign * value;
        for (int i = held.ordinal(); i >= 0; i--) {
            if (beyond(badness, marks[i])) {
                return LEVELS[i];
            }
        }
        return null;
    }

    /** Whether the level has a limit here. */
    boolean has(Level level) {
        return !Double.isNaN(limits[level.ordinal()]);
    }

    /** The level's limit; where it has none (any more), the mildest. */
    double limit(Level level) {
        double limit = limits[level.ordinal()];
        return sign * (Double.isNaN(limit) ? mildest : limit);
    }

    /** The graver of two levels, of which either may be none. */
    static @Nullable Level graver(@Nullable Level a, @Nullable Level b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.graverThan(b) ? a : b;
    }

    private boolean beyond(double badness, double mark) {
        return exclusive ? badness > mark : badness >= mark;
    }
}
