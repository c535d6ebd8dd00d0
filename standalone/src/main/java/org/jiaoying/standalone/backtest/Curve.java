package org.jiaoying.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a point measured, as fine as a picture can show it: the least and the greatest value of each of so many columns of equal
 * time. Needs the same memory however long the data are. For one thread.
 */
final class Curve {
    private final Instant from;
    private final long spanMillis;
    private final double[] least;
    private final double[] greatest;

    Curve(Instant from, Instant to, int columns) {
        this.from = from;
        this.spanMillis = Math.max(1, Duration.between(from, to).toMillis());
        this.least = new double[columns];
        this.greatest = new double[columns];
        Arrays.fill(least, Double.NaN);
        Arrays.fill(greatest, Double.NaN);
    }

    /** What lies outside of its time is left out. */
    void add(Instant at, double value) {
        double share = share(at);
        if (share < 0 || share > 1) {
            return;
        }
        int column = Math.min(least.length - 1, (int) (share * least.length));
        least[column] = Double.isNaN(least[column]) ? value : Math.min(least[column], value);
        greatest[column] = Double.isNaN(greatest[column]) ? value : Math.max(greatest[column], value);
    }

    /** Where a time lies in the whole, 0 to 1 within it. */
    double share(Instant at) {
        return (double) Duration.between(from, at).toMillis() / spanMillis;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return from.plusMillis(spanMillis);
    }

    int columns() {
        return least.length;
    }

    boolean has(int column) {
        return !Double.isNaN(least[column]);
    }

    double least(int column) {
        return least[column];
    }

    double greatest(int column) {
        return greatest[column];
    }

    boolean isEmpty() {
        return Double.isNaN(leastOfAll());
    }

    /** NaN where there is no value. */
    double leastOfAll() {
        return Arrays.stream(least).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    double greatestOfAll() {
        return Arrays.stream(greatest).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
