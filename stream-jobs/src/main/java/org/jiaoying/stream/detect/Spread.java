package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;

/**
 * Mean and standard deviation of a point over a window, kept in parts of it: each has count, mean and sum of squared distances
 * (Welford's, joined by Chan's formula), so that a sample is never kept and none is lost to rounding. For one thread.
 */
final class Spread {
    static final int PARTS = 24;
    private static final int NUMBERS = 3;
    /** Fewer samples in a window are no window. */
    private static final int SAMPLES = 12;

    private final long windowMillis;
    private long last;
    private long[] starts;
    private double[] numbers;
    private int size;
    private boolean began;

    private Spread(long windowMillis, long last, long[] starts, double[] numbers, int size) {
        this.windowMillis = windowMillis;
        this.last = last;
        this.starts = starts;
        this.numbers = numbers;
        this.size = size;
    }

    /** As remembered: times are the last sample and the starts of the parts, values the parts' numbers. */
    static Spread of(DetectorState state, long windowMillis) {
        int size = Math.max(0, state.times().length - 1);
        if (state.values().length != size * NUMBERS) {
            return new Spread(windowMillis, Long.MIN_VALUE, new long[0], new double[0], 0);
        }
        return new Spread(
                windowMillis,
                size == 0 ? Long.MIN_VALUE : state.times()[0],
                size == 0 ? new long[0] : Arrays.copyOfRange(state.times(), 1, size + 1),
                state.values().clone(),
                size);
    }

    DetectorState state() {
        var times = new long[size + 1];
        times[0] = last;
        System.arraycopy(starts, 0, times, 1, size);
        return new DetectorState(null, times, Arrays.copyOf(numbers, size * NUMBERS));
    }

    /** False for one that is not newer than the last. */
    boolean add(long at, double value) {
        if (at <= last) {
            return false;
        }
        long start = at - Math.floorMod(at, partMillis());
        began = size == 0 || starts[size - 1] != start;
        if (began) {
            dropBefore(at - windowMillis);
            starts = Arrays.copyOf(starts, size + 1);
            numbers = Arrays.copyOf(numbers, (size + 1) * NUMBERS);
            starts[size] = start;
            size++;
        }
        last = at;
        int i = (size - 1) * NUMBERS;
        double count = ++numbers[i];
        double distance = value - numbers[i + 1];
        numbers[i + 1] += distance / count;
        numbers[i + 2] += distance * (value - numbers[i + 1]);
        return true;
    }

    /** Whether the last sample began a part. */
    boolean beganPart() {
        return began;
    }

    /** Whether samples stand all over the window. */
    boolean covers() {
        if (size < 2 || samples() < SAMPLES || last - starts[0] < windowMillis - 2 * partMillis()) {
            return false;
        }
        for (int i = 1; i < size; i++) {
            if (starts[i] - starts[i - 1] > 3 * partMillis()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it spoke in the last quarter of the window up to this time. */
    boolean speaksAt(long at) {
        return last >= at - windowMillis / 4;
    }

    double samples() {
        double samples = 0;
        for (int i = 0; i < size; i++) {
            samples += numbers[i * NUMBERS];
        }
        return samples;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += numbers[i * NUMBERS] * numbers[i * NUMBERS + 1];
        }
        return size == 0 ? 0 : sum / samples();
    }

    double deviation() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double distance = numbers[i * NUMBERS + 1] - mean;
            squares += numbers[i * NUMBERS + 2] + numbers[i * NUMBERS] * distance * distance;
        }
        double samples = samples();
        double deviation = samples < 2 ? 0 : Math.sqrt(squares / (samples - 1));
        // What is left of equal values is rounding.
        return deviation < 1e-9 ? 0 : deviation;
    }

    long from() {
        return size == 0 ? last : starts[0];
    }

    /** The means of the parts, at their starts. */
    List<Evidence.Sample> samplesOfMeans() {
        var means = new ArrayList<Evidence.Sample>();
        for (int i = 0; i < size; i++) {
            means.add(new Evidence.Sample(Instant.ofEpochMilli(starts[i]), numbers[i * NUMBERS + 1]));
        }
        return means;
    }

    private long partMillis() {
        return Math.max(1, windowMillis / PARTS);
    }

    private void dropBefore(long from) {
        int drop = 0;
        while (drop < size && starts[drop] + partMillis() <= from) {
            drop++;
        }
        starts = Arrays.copyOfRange(starts, drop, size);
        numbers = Arrays.copyOfRange(numbers, drop * NUMBERS, size * NUMBERS);
        size -= drop;
    }
}
