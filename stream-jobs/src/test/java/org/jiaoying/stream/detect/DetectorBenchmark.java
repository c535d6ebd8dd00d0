package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.Normal;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.stream.state.DetectorState;

/**
 * What one step of each detector of values costs, and what it remembers: a main class, not a test. Each detector follows one
 * noisy point, warmed up first; the median of several rounds is told.
 */
final class DetectorBenchmark {
    private static final int STEPS = 20_000;
    private static final int ROUNDS = 5;
    private static final long SECOND = 1_000;

    private DetectorBenchmark() {}

    public static void main(String[] args) {
        System.out.printf("%-34s %12s %14s%n", "detector", "ns a step", "state, bytes");
        detectors().forEach((name, detector) -> {
            double[] times = new double[ROUNDS];
            int bytes = 0;
            for (int round = -3; round < ROUNDS; round++) {
                long start = System.nanoTime();
                bytes = Math.max(bytes, run(detector, round));
                if (round >= 0) {
                    times[round] = (System.nanoTime() - start) / (double) STEPS;
                }
            }
            java.util.Arrays.sort(times);
            System.out.printf("%-34s %12.0f %14d%n", name, times[ROUNDS / 2], bytes);
        });
    }

    /** Returns the most that was remembered. */
    private static int run(Detector detector, int seed) {
        var random = new Random(seed);
        DetectorState state = DetectorState.CALM;
        int most = 0;
        long step = detector.memory().equals("creep") ? 3600 * SECOND : SECOND;
        for (int i = 0; i < STEPS; i++) {
            // A rise over the limit now and then, as in the field.
            double value = i % 1_000 < 5 ? 1.6 : 0.4 + 0.1 * random.nextDouble();
            state = detector.step(state, Mine.START + i * step, value);
            most = Math.max(most, 8 * (state.times().length + state.values().length));
        }
        return most;
    }

    private static Map<String, Detector> detectors() {
        var limits = new Ladder(true, false, Map.of(Level.YELLOW, 1.0, Level.ORANGE, 1.5, Level.RED, 3.0), 1.0);
        var angles = new Ladder(true, false, Map.of(Level.YELLOW, 45.0, Level.ORANGE, 80.0, Level.RED, 85.0), 40.0);
        var away = new Ladder(true, false, Map.of(Level.YELLOW, 4.0), null);
        var detectors = new LinkedHashMap<String, Detector>();
        detectors.put("threshold", new ThresholdDetector(limits));
        detectors.put("threshold, for 10 m", new SustainedDetector(limits, 600 * SECOND));
        detectors.put("threshold, 3 times in 10 m", new CountedDetector(limits, 3, 600 * SECOND));
        detectors.put("threshold, merge 10 m", new MergingDetector(new ThresholdDetector(limits), 600 * SECOND));
        detectors.put("rate, window 1 h", new RateDetector(limits, 1, 3600 * SECOND, 3600 * SECOND, 5));
        detectors.put(
                "baseline, 24 of 24", new BaselineDetector(away, Condition.Away.BOTH, usual(), List.of(), 24, 24, 0));
        detectors.put(
                "creep, 4 windows of 1 d",
                new CreepDetector(
                        angles,
                        Duration.ofDays(1).toMillis(),
                        4,
                        7,
                        Double.NaN,
                        0,
                        Duration.ofDays(10).toMillis()));
        return detectors;
    }

    private static Baseline usual() {
        var cells = new HashMap<String, Normal>();
        for (DayType day : DayType.values()) {
            for (int hour = 0; hour < 24; hour++) {
                cells.put(Baseline.cell(Baseline.ORDINARY, day, hour), new Normal(0.45, 0.03, 100));
            }
        }
        return new Baseline(Mine.SENSOR, "ch4", 1, Instant.EPOCH, Instant.EPOCH, ZoneId.of("Asia/Shanghai"), cells);
    }
}
