package org.jiaoying.stream.detect;

import java.util.Arrays;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CreepDetector} remembers, laid out in a {@link DetectorState}: the velocities of past windows, and the readings
 * of the newest windows as means of buckets. Bounded: {@value #VELOCITIES} velocities, {@value #BUCKETS} buckets a window.
 *
 * <p>times: newest reading; end of the last window whose velocity is kept; mean time of each bucket. values: how many readings
 * the newest bucket holds; how many velocities; the velocities (units a millisecond); mean reading of each bucket.
 */
final class CreepMemory {
    static final int BUCKETS = 12;
    static final int VELOCITIES = 60;
    private static final int MIN_SAMPLES = 3;

    private final long windowMillis;
    long newest;
    long windowEnd;
    int held;
    double[] velocities;
    long[] times;
    double[] values;

    CreepMemory(DetectorState state, long windowMillis) {
        this.windowMillis = windowMillis;
        if (state.times().length < 2) {
            velocities = new double[0];
            times = new long[0];
            values = new double[0];
            return;
        }
        newest = state.times()[0];
        windowEnd = state.times()[1];
        held = (int) state.values()[0];
        int count = (int) state.values()[1];
        velocities = Arrays.copyOfRange(state.values(), 2, 2 + count);
        times = Arrays.copyOfRange(state.times(), 2, state.times().length);
        values = Arrays.copyOfRange(state.values(), 2 + count, state.values().length);
    }

    DetectorState state(@Nullable Level level) {
        long[] stateTimes = new long[2 + times.length];
        stateTimes[0] = newest;
        stateTimes[1] = windowEnd;
        System.arraycopy(times, 0, stateTimes, 2, times.length);
        double[] stateValues = new double[2 + velocities.length + values.length];
        stateValues[0] = held;
        stateValues[1] = velocities.length;
        System.arraycopy(velocities, 0, stateValues, 2, velocities.length);
        System.arraycopy(values, 0, stateValues, 2 + velocities.length, values.length);
        return new DetectorState(level, stateTimes, stateValues);
    }

    /** @param windows readings of so many windows are kept */
    void add(long at, double value, int windows) {
        if (times.length == 0) {
            windowEnd = at;
        }
        closeWindows(at);
        newest = at;
        int last = times.length - 1;
        if (last >= 0 && bucket(at) == bucket(times[last])) {
            held++;
            times[last] += (at - times[last]) / held;
            values[last] += (value - values[last]) / held;
        } else {
            int from = firstAfter(at - windows * windowMillis - 1);
            times = Arrays.copyOfRange(times, from, times.length + 1);
            values = Arrays.copyOfRange(values, from, values.length + 1);
            times[times.length - 1] = at;
            values[values.length - 1] = value;
            held = 1;
        }
    }

    /**
     * The velocity of the window that ends at {@code end}.
     *
     * @return null where it holds too few samples, or they do not span half of it
     */
    @Nullable
    Line line(long end) {
        int from = firstAfter(end - windowMillis - 1);
        int to = firstAfter(end);
        return to - from < MIN_SAMPLES || times[to - 1] - times[from] < windowMillis / 2
                ? null
                : Line.through(times, values, from, to);
    }

    /**
     * Keeps the velocities of windows that are over by now. They lie a quarter of a window apart, so that windows of a day end at
     * all hours: warmth moves a slope to and fro each day, and windows that all ended at one hour would take the same part of that
     * for the slope's own pace, and know nothing of its scatter.
     */
    private void closeWindows(long at) {
        if (at - windowEnd > 2 * windowMillis * VELOCITIES) {
            // Nothing was heard for so long that no window in between has a velocity.
            windowEnd = at;
        }
        long step = windowMillis + windowMillis / 4;
        while (at > windowEnd + step) {
            windowEnd += step;
            Line line = line(windowEnd);
            if (line != null) {
                int from = Math.max(0, velocities.length + 1 - VELOCITIES);
                velocities = Arrays.copyOfRange(velocities, from, velocities.length + 1);
                velocities[velocities.length - 1] = line.slope();
            }
        }
    }

    private int firstAfter(long time) {
        int index = Arrays.binarySearch(times, time);
        return index >= 0 ? index + 1 : -index - 1;
    }

    private long bucket(long at) {
        return Math.floorDiv(at, Math.max(1, windowMillis / BUCKETS));
    }
}
