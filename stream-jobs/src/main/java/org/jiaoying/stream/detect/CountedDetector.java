package org.jiaoying.stream.detect;

import java.util.Arrays;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * A value beyond a limit several times: in a row, or, with a window, in that time with good samples between. Once cleared,
 * the count starts anew. "In a row" is by the samples that were judged: one that is missing breaks no row.
 *
 * <p>Remembers the last violating samples, at most {@code times} of them.
 *
 * @param withinMillis 0 for "in a row"; the window reaches back from a sample to just after {@code at - withinMillis}
 */
record CountedDetector(Ladder ladder, int times, long withinMillis) implements Detector {
    private static final Level[] LEVELS = Level.values();

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        boolean violates = ladder.reached(value) != null;
        if (before.isCalm() && !violates) {
            return before;
        }
        Level kept = ladder.kept(before.level(), value);
        boolean cleared = before.level() != null && kept == null;
        if (cleared || (!violates && withinMillis == 0)) {
            return violates ? remember(DetectorState.CALM, at, value, null) : DetectorState.of(kept);
        }
        return remember(before, at, violates ? value : Double.NaN, kept);
    }

    @Override
    public String memory() {
        return "count";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    @Override
    public @Nullable Level alone(double value) {
        return times == 1 ? ladder.reached(value) : null;
    }

    /** @param value NaN for a sample that only lets the window move on */
    private DetectorState remember(DetectorState before, long at, double value, @Nullable Level kept) {
        boolean add = !Double.isNaN(value);
        int from = 0;
        int size = before.times().length;
        while (from < size && withinMillis > 0 && before.times()[from] <= at - withinMillis) {
            from++;
        }
        from = Math.max(from, size + (add ? 1 : 0) - times);
        int keptSize = size - from;
        long[] newTimes = Arrays.copyOfRange(before.times(), from, size + (add ? 1 : 0));
        double[] newValues = Arrays.copyOfRange(before.values(), from, size + (add ? 1 : 0));
        if (add) {
            newTimes[keptSize] = at;
            newValues[keptSize] = value;
        }
        return new DetectorState(Ladder.graver(counted(newValues), kept), newTimes, newValues);
    }

    /** The gravest level that enough of the remembered samples violate. */
    private @Nullable Level counted(double[] values) {
        for (int i = LEVELS.length - 1; i >= 0; i--) {
            int count = 0;
            for (double value : values) {
                if (ladder.violates(LEVELS[i], value)) {
                    count++;
                }
            }
            if (count >= times) {
                return LEVELS[i];
            }
        }
        return null;
    }
}
