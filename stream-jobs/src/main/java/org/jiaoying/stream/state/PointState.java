package org.jiaoying.stream.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What detection remembers of one point: the last samples in order of time, and each rule's trace. For one thread. */
public final class PointState {
    /** When a value of the point was last received; 0 for never. */
    public long lastHeard;

    /** Samples up to this time have left the buffer: what comes with an older time is late. */
    public long horizonAt = Long.MIN_VALUE;

    public long[] times = new long[4];
    public double[] values = new double[4];
    public int size;
    public final List<RuleTrace> traces = new ArrayList<>(2);

    public boolean isEmpty() {
        return size == 0;
    }

    /** Time of the newest sample. */
    public long newest() {
        return times[size - 1];
    }

    /** Where a sample of this time stands, or {@code -(insertion point) - 1}. */
    public int find(long at) {
        return Arrays.binarySearch(times, 0, size, at);
    }

    public void insert(int index, long at, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(times, index, times, index + 1, size - index);
        System.arraycopy(values, index, values, index + 1, size - index);
        times[index] = at;
        values[index] = value;
        size++;
    }

    /** Forgets the {@code count} oldest samples. */
    public void dropOldest(int count) {
        horizonAt = times[count - 1];
        size -= count;
        System.arraycopy(times, count, times, 0, size);
        System.arraycopy(values, count, values, 0, size);
    }

    /** Forgets all samples: the next one may bear any time after {@code until}. */
    public void forgetSamples(long until) {
        size = 0;
        horizonAt = until;
    }

    /** The trace of a rule, made if there is none. */
    public RuleTrace trace(String ruleId) {
        for (RuleTrace trace : traces) {
            if (trace.ruleId.equals(ruleId)) {
                return trace;
            }
        }
        var trace = new RuleTrace(ruleId);
        traces.add(trace);
        return trace;
    }
}
