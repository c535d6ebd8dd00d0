package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.breach.Evidence;

/** Figures of values at even steps, some of which may be missing (not a number). */
final class Waves {
    /** So much of it must be known. */
    private static final double KNOWN = 0.8;

    private Waves() {}

    /** The standard deviation of a part; 0 where too little of it is known. */
    static double deviation(double[] wave, int from, int length) {
        int count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            if (!Double.isNaN(wave[i])) {
                count++;
                double distance = wave[i] - mean;
                mean += distance / count;
                squares += distance * (wave[i] - mean);
            }
        }
        return count < 2 || count < KNOWN * length ? 0 : Math.sqrt(squares / (count - 1));
    }

    /**
     * The correlation (Pearson's) of the changes from step to step of two parts; 0 where too little is known of either, or either
     * changes less often than {@code changes} times.
     */
    static double correlationOfChanges(double[] a, int fromA, double[] b, int fromB, int length, int changes) {
        int count = 0;
        int changesA = 0;
        int changesB = 0;
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 1; i < length; i++) {
            double changeA = a[fromA + i] - a[fromA + i - 1];
            double changeB = b[fromB + i] - b[fromB + i - 1];
            if (Double.isNaN(changeA) || Double.isNaN(changeB)) {
                continue;
            }
            count++;
            changesA += changeA != 0 ? 1 : 0;
            changesB += changeB != 0 ? 1 : 0;
            sumA += changeA;
            sumB += changeB;
            squaresA += changeA * changeA;
            squaresB += changeB * changeB;
            products += changeA * changeB;
        }
        if (count < KNOWN * (length - 1) || changesA < changes || changesB < changes) {
            return 0;
        }
        double spreadA = squaresA - sumA * sumA / count;
        double spreadB = squaresB - sumB * sumB / count;
        return spreadA <= 0 || spreadB <= 0 ? 0 : (products - sumA * sumB / count) / Math.sqrt(spreadA * spreadB);
    }

    /** What is known of it, at its times. */
    static List<Evidence.Sample> samples(double[] wave, long to, long stepMillis) {
        var samples = new ArrayList<Evidence.Sample>();
        for (int i = 0; i < wave.length; i++) {
            if (!Double.isNaN(wave[i])) {
                samples.add(
                        new Evidence.Sample(Instant.ofEpochMilli(to - (wave.length - 1 - i) * stepMillis), wave[i]));
            }
        }
        return samples;
    }
}
