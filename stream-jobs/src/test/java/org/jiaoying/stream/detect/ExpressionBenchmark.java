package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jiaoying.domain.rule.Expression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a condition in CEL costs beside the same by hand in Java; the facts are in a map in both cases. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionBenchmark {
    private static final int AT_ONCE = 100;

    private static final Map<String, Predicate<Map<String, Double>>> BY_HAND = Map.of(
            "gas >= alarm", values -> values.get("gas") >= values.get("alarm"),
            "people > 0 && gas >= 0.7 * alarm && rise >= least",
                    values -> values.get("people") > 0
                            && values.get("gas") >= 0.7 * values.get("alarm")
                            && values.get("rise") >= values.get("least"));

    @Param({"gas >= alarm", "people > 0 && gas >= 0.7 * alarm && rise >= least"})
    public String condition = "";

    private final List<Map<String, Double>> facts = new ArrayList<>();
    private Predicate<Map<String, Double>> cel = values -> false;
    private Predicate<Map<String, Double>> hand = values -> false;
    private int next;

    @Setup
    public void compile() {
        cel = Expression.compile(condition, List.of("gas", "alarm", "rise", "least", "people"))::holds;
        hand = BY_HAND.getOrDefault(condition, hand);
        var random = new Random(3);
        for (int i = 0; i < 1_024; i++) {
            facts.add(Map.of(
                    "gas", 2 * random.nextDouble(),
                    "alarm", 1.0,
                    "rise", random.nextDouble(),
                    "least", 0.2,
                    "people", 2.0));
        }
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int cel() {
        return held(cel);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int byHand() {
        return held(hand);
    }

    private int held(Predicate<Map<String, Double>> tested) {
        int held = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            held += tested.test(facts.get(next++ & 1_023)) ? 1 : 0;
        }
        return held;
    }
}
