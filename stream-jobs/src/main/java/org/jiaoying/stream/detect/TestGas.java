package org.jiaoying.stream.detect;

/**
 * The plateau that test gas leaves in the values of a calibration: up from near zero within {@code riseMillis}, between
 * {@code low} and {@code top} and flat for {@code flatMillis}, and down again. When it left zero and when it was flat lies
 * somewhere between two samples: a rise is too slow only where it certainly is.
 */
record TestGas(double low, double top, long riseMillis, long flatMillis) {
    /** Near zero, and the width of what is flat, as shares of the least test gas. */
    private static final double ZERO = 0.3;

    private static final double WIDTH = 0.15;

    /** @param times of the values, in order */
    boolean isIn(long[] times, double[] values) {
        for (int from = 0; from < values.length; from++) {
            if (!inside(values[from])) {
                continue;
            }
            int to = flatUntil(values, from);
            if (times[to] - times[from] >= flatMillis && rises(times, values, from) && falls(values, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean inside(double value) {
        return value >= low && value <= top;
    }

    /** The last of the values from here that stay within the width. */
    private int flatUntil(double[] values, int from) {
        double least = values[from];
        double most = values[from];
        int to = from;
        while (to + 1 < values.length && inside(values[to + 1])) {
            least = Math.min(least, values[to + 1]);
            most = Math.max(most, values[to + 1]);
            if (most - least > WIDTH * low) {
                break;
            }
            to++;
        }
        return to;
    }

    private boolean rises(long[] times, double[] values, int from) {
        for (int i = from - 1; i >= 0; i--) {
            if (values[i] <= ZERO * low) {
                return times[from - 1] - times[i + 1] <= riseMillis;
            }
        }
        return false;
    }

    private boolean falls(double[] values, int to) {
        for (int i = to + 1; i < values.length; i++) {
            if (values[i] <= ZERO * low) {
                return true;
            }
        }
        return false;
    }
}
