package org.jiaoying.stream.host;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
import org.jiaoying.messaging.codec.ObservationHeader;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.TableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What judging costs: messages of ten values through the operator, beside what their bytes alone cost. Run with
 * {@code ./mvnw -pl stream-jobs -am test -Dbench=true -Dtest=DetectionBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class DetectionBenchmark {
    private static final int DEVICES = 2_000;
    private static final int ROUNDS = 60;

    @Test
    void messagesOfTenValues() throws Exception {
        List<Observed> messages = messages();
        decode(messages);
        report("their headers (what the source reads)", messages.size(), header(messages));
        report("decoded, and nothing else (the limit)", messages.size(), decode(messages));
        report("through the operator without a rule", messages.size(), judge(messages, tables(0), "none"));
        report("with a threshold at each point", messages.size(), judge(messages, tables(1), "threshold"));
        report("with four rules at each point", messages.size(), judge(messages, tables(4), "four"));
    }

    private static void report(String what, int messages, long nanos) {
        System.out.printf(
                "%-42s %6.2f µs a message, %,9d readings/s on one core%n",
                what, nanos / 1e3 / messages, 10L * messages * 1_000_000_000L / nanos);
    }

    /** Of this thread, so that what else the machine does is not counted. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long header(List<Observed> messages) {
        long before = cpuNanos();
        long sum = 0;
        for (Observed message : messages) {
            sum += ObservationHeader.of(message.value()).at();
        }
        return cpuNanos() - before + (sum == 42 ? 1 : 0);
    }

    private static long decode(List<Observed> messages) {
        long before = cpuNanos();
        long sum = 0;
        for (Observed message : messages) {
            sum += ObservationCodec.decode(message.value()).hashCode() & 1;
        }
        return cpuNanos() - before + (sum == 42 ? 1 : 0);
    }

    private static long judge(List<Observed> messages, List<TableEntry> tables, String name) throws Exception {
        try (var harness = new Harness(tables, null)) {
            int warm = messages.size() / 3;
            for (Observed message : messages.subList(0, warm)) {
                harness.operator.processElement(message, message.at());
            }
            long before = cpuNanos();
            for (Observed message : messages.subList(warm, messages.size())) {
                harness.operator.processElement(message, message.at());
            }
            long nanos = (cpuNanos() - before) * messages.size() / (messages.size() - warm);
            long bytes = 0;
            for (var handle : harness.snapshot().getManagedKeyedState()) {
                bytes += handle.getStateSize();
            }
            System.out.printf("  state (%s): %,d bytes a point%n", name, bytes / (DEVICES * 10L));
            return nanos;
        }
    }

    private static List<Observed> messages() {
        var random = new Random(7);
        var messages = new ArrayList<Observed>();
        for (int round = 0; round < ROUNDS; round++) {
            Instant at = Mine.at(round);
            for (int d = 0; d < DEVICES; d++) {
                var readings = new ArrayList<Observation>();
                for (int p = 0; p < 10; p++) {
                    readings.add(new Reading("p" + p, at, random.nextDouble(), Quality.GOOD, TimeBasis.DEVICE));
                }
                DeviceKey key = key(d);
                messages.add(new Observed(
                        key.toString(),
                        at.toEpochMilli(),
                        ObservationCodec.encode(new DeviceMessage(key, at, readings))));
            }
        }
        return messages;
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
