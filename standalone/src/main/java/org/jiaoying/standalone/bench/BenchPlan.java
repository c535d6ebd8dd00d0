package org.jiaoying.standalone.bench;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param brokerRates for a broker alone, in messages of ten values a second, rising; the next is tried while the one before
 *     was sustained
 * @param pathRates for the whole path, likewise
 * @param hold how long each is held
 */
public record BenchPlan(int[] brokerRates, int[] pathRates, Duration hold) {

    public static BenchPlan full(Duration hold) {
        return new BenchPlan(
                new int[] {5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 60_000},
                new int[] {
                    1_000, 2_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 11_000, 12_000, 14_000, 16_000,
                    18_000, 20_000
                },
                hold);
    }
}
