package org.jiaoying.stream.detect;

import java.util.Arrays;

/**
 * The slope of a row of samples as the median of the slopes of all pairs: up to 29 % of the samples may be wild without moving
 * it far (H. Theil, "A rank-invariant method of linear and polynomial regression analysis", 1950; P. K. Sen, "Estimates of the
 * regression coefficient based on Kendall's tau", JASA 63, 1968).
 */
final class TheilSen {
    private TheilSen() {}

    /**
     * @param times milliseconds, rising
     * @param size how many of the samples count, at least 2
     * @return value per millisecond
     */
    static double slope(long[] times, double[] values, int size) {
        var slopes = new double[size * (size - 1) / 2];
        int n = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                slopes[n++] = (values[j] - values[i]) / (times[j] - times[i]);
            }
        }
        Arrays.sort(slopes);
        int middle = n / 2;
        return n % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }
}
