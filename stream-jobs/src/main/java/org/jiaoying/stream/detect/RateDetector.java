package org.jiaoying.stream.detect;

import java.util.Arrays;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;

/**
 * A value that rises or falls too fast: the {@link TheilSen} slope over a window is held against the limits. There is a slope
 * once the window holds enough samples and they span half of it; until then, and while there is none, the level stays.
 *
 * <p>Remembers the samples of the window, thinned to one in each {@value #BUCKETS}th of it, and always the newest.
 *
 * @param sign 1 for a rise, -1 for a fall
 */
record RateDetector(Ladder ladder, double sign, long windowMillis, long perMillis, int samples) implements Detector {
    private static final int BUCKETS = 40;

    /** One that asks for no more samples than are kept, whatever the register says. */
    static RateDetector of(Ladder ladder, double sign, long windowMillis, long perMillis, int samples) {
        return new RateDetector(ladder, sign, windowMillis, perMillis, Math.min(samples, BUCKETS));
    }

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        int size = before.times().length;
        int from = 0;
        while (from < size && before.times()[from] < at - windowMillis) {
            from++;
        }
        // The newest sample gives way to the next one where it stands in the same bucket as the one before it.
        boolean replaces = size - from >= 2 && bucket(before.times()[size - 1]) == bucket(before.times()[size - 2]);
        int kept = size - from - (replaces ? 1 : 0);
        long[] times = Arrays.copyOfRange(before.times(), from, from + kept + 1);
        double[] values = Arrays.copyOfRange(before.values(), from, from + kept + 1);
        times[kept] = at;
        values[kept] = value;
        if (!proves(times)) {
            return new DetectorState(before.level(), times, values);
        }
        double rate = rate(times, values);
        return new DetectorState(Ladder.graver(ladder.reached(rate), ladder.kept(before.level(), rate)), times, values);
    }

    @Override
    public String memory() {
        return "window";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    @Override
    public double measured(DetectorState after, double value) {
        return after.times().length < 2 ? 0 : rate(after.times(), after.values());
    }

    private boolean proves(long[] times) {
        return times.length >= Math.max(2, samples) && times[times.length - 1] - times[0] >= windowMillis / 2;
    }

    private double rate(long[] times, double[] values) {
        return sign * TheilSen.slope(times, values, times.length) * perMillis;
    }

    private long bucket(long at) {
        return Math.floorDiv(at, Math.max(1, windowMillis / BUCKETS));
    }
}
