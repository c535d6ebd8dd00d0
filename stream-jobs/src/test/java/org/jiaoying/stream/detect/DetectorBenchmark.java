package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.Normal;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.stream.state.DetectorState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one observation costs each detector of one point: a noisy curve that passes its limit now and then, as in the field. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectorBenchmark {
    private static final long SECOND = 1_000;
    private static final int VALUES = 1 << 14;

    /** So that reading the clock is no part of what is measured. */
    private static final int AT_ONCE = 100;

    @Param("threshold")
    public String detector = "";

    private final double[] values = new double[VALUES];
    private Detector judged = new ThresholdDetector(limits());
    private DetectorState state = DetectorState.CALM;
    private long step = SECOND;
    private long at = Mine.START;
    private int next;

    @Setup
    public void choose() {
        judged = detectors().get(detector);
        step = judged.memory().equals("creep") ? 3600 * SECOND : SECOND;
        var random = new Random(7);
        for (int i = 0; i < VALUES; i++) {
            values[i] = i % 1_000 < 5 ? 1.6 : 0.4 + 0.1 * random.nextDouble();
        }
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public Object observations() {
        for (int i = 0; i < AT_ONCE; i++) {
            observe();
        }
        return state;
    }

    private void observe() {
        at += step;
        state = judged.step(state, at, values[next++ & (VALUES - 1)]);
    }

    /** The most that is remembered of a point, in bytes. */
    public static int bytes(String name) {
        var benchmark = new DetectorBenchmark();
        benchmark.detector = name;
        benchmark.choose();
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            benchmark.observe();
            most = Math.max(most, 8 * (benchmark.state.times().length + benchmark.state.values().length));
        }
        return most;
    }

    public static List<String> names() {
        return List.copyOf(detectors().keySet());
    }

    private static Ladder limits() {
        return new Ladder(true, false, Map.of(Level.YELLOW, 1.0, Level.ORANGE, 1.5, Level.RED, 3.0), 1.0);
    }

    private static Map<String, Detector> detectors() {
        Ladder limits = limits();
        var angles = new Ladder(true, false, Map.of(Level.YELLOW, 45.0, Level.ORANGE, 80.0, Level.RED, 85.0), 40.0);
        var away = new Ladder(true, false, Map.of(Level.YELLOW, 4.0), null);
        var detectors = new LinkedHashMap<String, Detector>();
        detectors.put("threshold", new ThresholdDetector(limits));
        detectors.put("threshold for 10m", new SustainedDetector(limits, 600 * SECOND));
        detectors.put("threshold 3 times in 10m", new CountedDetector(limits, 3, 600 * SECOND));
        detectors.put("threshold merge 10m", new MergingDetector(new ThresholdDetector(limits), 600 * SECOND));
        detectors.put("rate window 1h", new RateDetector(limits, 1, 3600 * SECOND, 3600 * SECOND, 5));
        detectors.put(
                "baseline 24 of 24", new BaselineDetector(away, Condition.Away.BOTH, usual(), List.of(), 24, 24, 0));
        detectors.put(
                "creep 4 windows of 1d",
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
