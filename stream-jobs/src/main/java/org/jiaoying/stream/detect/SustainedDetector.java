package org.jiaoying.stream.detect;

import java.util.Arrays;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * A value beyond a limit for a time: a level is reached with the first sample that comes {@code holdMillis} or more after the
 * one that began an unbroken row of violating samples. Silence proves nothing: a sensor that stops speaking reaches no level.
 *
 * <p>Remembers, by level, when the row began ({@link #NOT} if there is none).
 */
record SustainedDetector(Ladder ladder, long holdMillis) implements Detector {
    private static final Level[] LEVELS = Level.values();
    private static final long NOT = Long.MIN_VALUE;
    private static final double[] NO_VALUES = {};

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        if (before.isCalm() && ladder.reached(value) == null) {
            return before;
        }
        long[] since = since(before);
        Level reached = null;
        boolean any = false;
        for (Level level : LEVELS) {
            int i = level.ordinal();
            if (!ladder.violates(level, value)) {
                since[i] = NOT;
            } else {
                since[i] = since[i] == NOT ? at : since[i];
                any = true;
                reached = at - since[i] >= holdMillis ? level : reached;
            }
        }
        @Nullable Level level = Ladder.graver(reached, ladder.kept(before.level(), value));
        return any ? new DetectorState(level, since, NO_VALUES) : DetectorState.of(level);
    }

    @Override
    public String memory() {
        return "since";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    private static long[] since(DetectorState before) {
        if (before.times().length == LEVELS.length) {
            return before.times().clone();
        }
        var since = new long[LEVELS.length];
        Arrays.fill(since, NOT);
        return since;
    }
}
