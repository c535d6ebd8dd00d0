package org.jiaoying.standalone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.stream.backtest.RecordedDetection;
import org.jiaoying.stream.backtest.Recording;

/**
 * What judging costs: the detection job by itself, all packs and so many more rules in force, fed as fast as it takes. Messages
 * of ten values are made on the thread of the source, beside the operators.
 */
public final class DetectionBench {
    private static final int POINTS_PER_DEVICE = 10;
    private static final int DEVICES_PER_SITE = 50;
    private static final int RULES_PER_QUANTITY = 4;
    private static final int ROUNDS_OF_STATE = 40;
    private static final int MESSAGES_PER_HEARTBEAT = 10_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final int rules;
    private final int parallelism;
    private final Duration hold;
    private final Consumer<String> progress;

    /**
     * @param rules in force, those of the packs among them
     * @param hold how long each number of points is measured, after half as long for warming up
     */
    public DetectionBench(int rules, int parallelism, Duration hold, Consumer<String> progress) {
        this.rules = rules;
        this.parallelism = parallelism;
        this.hold = hold;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param points how many there are, one measurement for each
     * @param directory for the state to be measured
     */
    public DetectionCost run(List<Integer> points, Path directory) throws InterruptedException {
        List<Rule> inForce = rules();
        var costs = new ArrayList<DetectionCost.OfPoints>();
        try (RecordedDetection detection = RecordedDetection.start(parallelism)) {
            for (int many : points) {
                progress.accept("%,d 个测点 points…".formatted(many));
                costs.add(measure(detection, many, inForce, directory.resolve(Integer.toString(many))));
            }
        }
        return new DetectionCost(inForce.size(), parallelism, costs);
    }

    private DetectionCost.OfPoints measure(RecordedDetection detection, int points, List<Rule> inForce, Path directory)
            throws InterruptedException {
        int devices = points / POINTS_PER_DEVICE;
        List<RegisterEntry> register = register(devices);
        var meter = new Meter(hold);
        detection.run(
                Recording.of(register, inForce, rounds(devices).takeWhile(meter::goesOn)), parallelism, meter::reached);
        long empty = detection
                .pause(
                        Recording.of(register, inForce, Stream.of(new ObservationEntry.Heartbeat("bench", START))),
                        directory.resolve("empty"))
                .bytes();
        long full = detection
                .pause(
                        Recording.of(
                                register,
                                inForce,
                                Stream.concat(
                                        rounds(devices).limit((long) ROUNDS_OF_STATE * devices),
                                        Stream.of(new ObservationEntry.Heartbeat(
                                                "bench", START.plusSeconds(ROUNDS_OF_STATE))))),
                        directory.resolve("full"))
                .bytes();
        return new DetectionCost.OfPoints(
                points, meter.readingsPerSecond(), (double) (full - empty) / (devices * POINTS_PER_DEVICE));
    }

    /**
     * Counts what the job takes, once it is warm: it has to have read the rules, planned every device, and run for a while. Asked
     * by the thread of the source, told by one of the job's.
     */
    private static final class Meter {
        private final long holdNanos;
        private volatile boolean planned;
        private long warmAt = Long.MAX_VALUE;
        private long last;
        private long messages;

        Meter(Duration hold) {
            this.holdNanos = hold.toNanos();
        }

        void reached(long millis) {
            planned |= millis > START.toEpochMilli();
        }

        boolean goesOn(ObservationEntry entry) {
            last = System.nanoTime();
            if (planned && warmAt == Long.MAX_VALUE) {
                warmAt = last + holdNanos / 2;
            }
            boolean warm = planned && last >= warmAt;
            if (warm && entry instanceof ObservationEntry.Message) {
                messages++;
            }
            return !warm || last < warmAt + holdNanos;
        }

        double readingsPerSecond() {
            return messages * POINTS_PER_DEVICE * 1e9 / (last - warmAt);
        }
    }

    /** Every device each second, without an end; a heartbeat for each so many messages, so that it costs each number of points the same. */
    private static Stream<ObservationEntry> rounds(int devices) {
        int every = Math.max(1, MESSAGES_PER_HEARTBEAT / devices);
        return IntStream.iterate(0, second -> second + 1).boxed().flatMap(second -> {
            Instant now = START.plusSeconds(second);
            return Stream.concat(
                    IntStream.range(0, devices).mapToObj(device -> message(device, second, now)),
                    second % every == 0 ? Stream.of(new ObservationEntry.Heartbeat("bench", now)) : Stream.empty());
        });
    }

    private static ObservationEntry message(int device, int second, Instant now) {
        var readings = new ArrayList<Observation>(POINTS_PER_DEVICE);
        for (int point = 0; point < POINTS_PER_DEVICE; point++) {
            // Under every limit but once in ten thousand.
            int turn = (device * 31 + point * 7 + second * 13) % 10_000;
            double value = turn == 0 ? 1.2 : turn % 90 / 100.0;
            readings.add(new Reading("p" + point, now, value, Quality.GOOD, TimeBasis.DEVICE));
        }
        return new ObservationEntry.Message(new DeviceMessage(key(device), now, readings));
    }

    private static DeviceKey key(int device) {
        return new DeviceKey("bench", "site-" + device / DEVICES_PER_SITE, "device-" + device % DEVICES_PER_SITE);
    }

    /** The packs, and four thresholds for each of as many quantities as it takes. */
    private List<Rule> rules() {
        var inForce = new ArrayList<>(RulePacks.all());
        for (int i = 0; inForce.size() < rules; i++) {
            inForce.add(rule(i));
        }
        return inForce;
    }

    private static Rule rule(int number) {
        String way = switch (number % RULES_PER_QUANTITY) {
            case 0 -> "levels: {yellow: alarm, red: 3.0}, clear: restore";
            case 1 -> "levels: {yellow: alarm}, times: 3";
            case 2 -> "levels: {orange: 1.5}, for: 10s";
            default -> "levels: {red: 3.5}";
        };
        return RuleParser.rule("bench-" + number, """
                {id: bench-%d, hazard: gas, kind: threshold, clause: bench, from: 2020-01-01, title: {zh: 超限, en: Over},
                 subject: {quantity: q%d}, side: above, say: {zh: "{value}", en: "{value}"}, advice: {zh: 查, en: Look}, %s}
                """.formatted(number, number / RULES_PER_QUANTITY, way));
    }

    private List<RegisterEntry> register(int devices) {
        int quantities = Math.max(1, rules / RULES_PER_QUANTITY / 2);
        var entries = new ArrayList<RegisterEntry>();
        entries.add(new Enterprise("bench", Text.same("bench")));
        for (int site = 0; site * DEVICES_PER_SITE < devices; site++) {
            entries.add(new Site(
                    new SiteKey("bench", "site-" + site),
                    Text.same("site " + site),
                    "coal-mine",
                    ZONE,
                    "000000",
                    Attributes.NONE,
                    List.of(new Zone("face", Text.same("face"), Attributes.NONE)),
                    List.of()));
        }
        var limits = new Attributes(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        for (int device = 0; device < devices; device++) {
            var points = new ArrayList<Point>();
            for (int point = 0; point < POINTS_PER_DEVICE; point++) {
                // One in ten is methane, which the packs know.
                String quantity = point == 0 ? "ch4" : "q" + (device * POINTS_PER_DEVICE + point) % quantities;
                points.add(new Point("p" + point, Text.same("p" + point), quantity, "%", 0.0, 4.0, Set.of(), limits));
            }
            entries.add(new Device(
                    key(device), Text.same("device"), "gas-sensor", "face", Attributes.NONE, points, List.of()));
        }
        return entries;
    }
}
