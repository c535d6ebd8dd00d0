package org.jiaoying.standalone.bench;

import java.util.Arrays;
import java.util.Map;

/** Times from one moment to another, in milliseconds. */
record Latencies(double[] sortedMillis) {

    static Latencies of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /** The smallest value that at least {@code share} of all do not exceed (nearest rank); NaN of nothing. */
    double quantile(double share) {
        if (sortedMillis.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sortedMillis.length);
        return sortedMillis[Math.max(0, rank - 1)];
    }

    Map<String, Object> document() {
        return Map.of("p50", rounded(quantile(0.50)), "p99", rounded(quantile(0.99)), "count", sortedMillis.length);
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
