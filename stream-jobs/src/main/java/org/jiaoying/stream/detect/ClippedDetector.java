package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * Values piled up just under a limit that never reach it. A window counts from the first value just under the limit; once it is full,
 * the values are clipped if enough of them lie there, none at the limit, and at least twice as many there as in the band beneath: what
 * only hovers near the limit has a tail on both sides.
 *
 * <p>Remembers, in {@value #BUCKETS} parts of the window, how many values there were, just under the limit, and beneath that; nothing
 * where none is just under it, so that a healthy point costs nothing.
 *
 * @param band how far below the limit a value is just under it
 * @param share of the window's values that must lie there
 */
record ClippedDetector(Level level, double limit, double band, double share, long windowMillis) implements Detector {
    private static final int BUCKETS = 12;
    private static final int COUNTS = 3;
    private static final int SAMPLES = 20;
    /** So that 0.97 with a band of 0.03 under 1.00 is just under it, whatever binary fractions say. */
    private static final double EPSILON = 1e-9;

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        if (value >= limit - EPSILON) {
            return DetectorState.CALM;
        }
        boolean under = value >= limit - band - EPSILON;
        if (before.isCalm() && !under) {
            return before;
        }
        Counts counts = Counts.of(before, at - windowMillis);
        counts.add(at - Math.floorMod(at, bucketMillis()), under, !under && value >= limit - 2 * band - EPSILON);
        if (counts.sum(1) == 0) {
            return DetectorState.CALM;
        }
        return counts.state(level(counts, before.level(), at));
    }

    private @Nullable Level level(Counts counts, @Nullable Level held, long at) {
        double all = counts.sum(0);
        double under = counts.sum(1);
        // Half of it is enough to stay.
        double needed = held == null ? share : share / 2;
        boolean full = held != null || at - counts.times[0] >= windowMillis - bucketMillis();
        boolean clipped = full && all >= SAMPLES && under >= needed * all && under >= 2 * counts.sum(2);
        return clipped ? level : null;
    }

    @Override
    public String memory() {
        return "clipped";
    }

    @Override
    public double limit(Level reached) {
        return limit;
    }

    @Override
    public Evidence evidence(DetectorState after, Subject subject) {
        var counts = Counts.of(after, Long.MIN_VALUE);
        int percent = (int) Math.round(100 * counts.sum(1) / Math.max(1, counts.sum(0)));
        String from = BreachScribe.number(limit - band);
        String to = BreachScribe.number(limit);
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("samples", counts.sum(0));
        numbers.put("samples_just_under_limit", counts.sum(1));
        numbers.put("samples_beneath", counts.sum(2));
        numbers.put("samples_at_limit", 0.0);
        return new Evidence(
                new Text(
                        percent + "% 的数值在 " + from + "–" + to + " 之间，没有一个达到 " + to,
                        percent + " % of the values lie in " + from + "–" + to + ", none at " + to),
                numbers,
                new Evidence.Stretch(
                        Instant.ofEpochMilli(after.times()[0]),
                        Instant.ofEpochMilli(after.times()[after.times().length - 1] + bucketMillis())),
                List.of(),
                List.of(),
                null);
    }

    private long bucketMillis() {
        return Math.max(1, windowMillis / BUCKETS);
    }

    /** Counts by parts of the window: all, just under the limit, beneath. */
    private static final class Counts {
        final long[] times;
        final double[] values;
        int size;

        private Counts(int capacity) {
            times = new long[capacity];
            values = new double[capacity * COUNTS];
        }

        /** Those of a state, without the parts before {@code from}. */
        static Counts of(DetectorState state, long from) {
            var counts = new Counts(state.times().length + 1);
            for (int i = 0; i < state.times().length; i++) {
                if (state.times()[i] > from) {
                    counts.times[counts.size] = state.times()[i];
                    System.arraycopy(state.values(), i * COUNTS, counts.values, counts.size * COUNTS, COUNTS);
                    counts.size++;
                }
            }
            return counts;
        }

        void add(long bucket, boolean under, boolean beneath) {
            if (size == 0 || times[size - 1] != bucket) {
                times[size++] = bucket;
            }
            int at = (size - 1) * COUNTS;
            values[at]++;
            values[at + 1] += under ? 1 : 0;
            values[at + 2] += beneath ? 1 : 0;
        }

        double sum(int which) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += values[i * COUNTS + which];
            }
            return sum;
        }

        DetectorState state(@Nullable Level level) {
            return new DetectorState(
                    level, java.util.Arrays.copyOf(times, size), java.util.Arrays.copyOf(values, size * COUNTS));
        }
    }
}
