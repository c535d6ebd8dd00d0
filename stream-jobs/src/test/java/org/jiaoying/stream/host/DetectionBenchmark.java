package org.jiaoying.stream.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.TableEntry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What a reading costs Flink's operator, in messages of ten values of two thousand devices, beside what decoding alone costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectionBenchmark {
    private static final int DEVICES = 2_000;
    private static final int AT_ONCE = 20;
    private static final int READINGS = 10 * AT_ONCE;

    /** At each point: none; a threshold; thresholds with {@code times} and {@code for} and an absence beside it. */
    @Param({"0", "1", "4"})
    public int rules;

    private final Random random = new Random(7);
    private Harness harness;
    private List<Observed> messages = List.of();
    private int batch;

    @Setup
    public void open() throws Exception {
        harness = new Harness(tables(rules), null);
        for (int i = 0; i < DEVICES / AT_ONCE; i++) {
            next();
            judge();
        }
    }

    @TearDown
    public void close() throws Exception {
        harness.close();
    }

    @Setup(Level.Invocation)
    public void next() {
        int first = batch++ * AT_ONCE;
        Instant at = Mine.at(first / DEVICES);
        messages = new ArrayList<>();
        for (int d = first % DEVICES; d < first % DEVICES + AT_ONCE; d++) {
            var readings = new ArrayList<Observation>();
            for (int p = 0; p < 10; p++) {
                readings.add(new Reading("p" + p, at, random.nextDouble(), Quality.GOOD, TimeBasis.DEVICE));
            }
            DeviceKey key = key(d);
            messages.add(new Observed(
                    key.toString(), at.toEpochMilli(), ObservationCodec.encode(new DeviceMessage(key, at, readings))));
        }
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void judge() throws Exception {
        for (Observed message : messages) {
            harness.operator.processElement(message, message.at());
        }
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void decode(Blackhole taken) {
        for (Observed message : messages) {
            taken.consume(ObservationCodec.decode(message.value()));
        }
    }

    /** What is remembered of a point, in bytes. */
    public static long bytes(int rules) throws Exception {
        var benchmark = new DetectionBenchmark();
        benchmark.rules = rules;
        benchmark.open();
        for (int i = 0; i < 20 * DEVICES / AT_ONCE; i++) {
            benchmark.next();
            benchmark.judge();
        }
        long bytes = 0;
        for (var handle : benchmark.harness.snapshot().getManagedKeyedState()) {
            bytes += handle.getStateSize();
        }
        benchmark.close();
        return bytes / (10L * DEVICES);
    }

    private static List<TableEntry> tables(int rules) {
        var tables = new ArrayList<TableEntry>();
        tables.add(Harness.register(0, 1, Mine.site()));
        for (int d = 0; d < DEVICES; d++) {
            tables.add(Harness.register(1 + d, 1, device(d)));
        }
        for (int r = 0; r < rules; r++) {
            var rule = r == 3
                    ? Mine.rule("silent", "absence", "level: yellow, after: 60s")
                    : Mine.rule(
                            "limit-" + r,
                            "threshold",
                            "side: above, levels: {yellow: alarm, red: 3.0}"
                                    + (r == 1 ? ", times: 3" : r == 2 ? ", for: 5s" : ""));
            tables.add(Harness.rule(r, 1, rule));
        }
        return tables;
    }

    private static DeviceKey key(int device) {
        return new DeviceKey("demo-mine", "north", "gas-" + device);
    }

    private static Device device(int number) {
        var points = new ArrayList<Point>();
        var limits = new HashMap<>(Map.of("alarm", "1.0", "cut", "1.5"));
        for (int p = 0; p < 10; p++) {
            points.add(new Point("p" + p, Text.same("p" + p), "ch4", "%", 0.0, 4.0, Set.of(), new Attributes(limits)));
        }
        return new Device(key(number), Text.same("gas"), "gas-sensor", "w1203", Attributes.NONE, points, List.of());
    }
}
