package org.jiaoying.stream.detect;

import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/** A value beyond a limit, judged at once. Remembers nothing but the level. */
record ThresholdDetector(Ladder ladder) implements Detector {

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        Level level = Ladder.graver(ladder.reached(value), ladder.kept(before.level(), value));
        return level == before.level() ? before : DetectorState.of(level);
    }

    @Override
    public String memory() {
        return "level";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    @Override
    public @Nullable Level alone(double value) {
        return ladder.reached(value);
    }
}
