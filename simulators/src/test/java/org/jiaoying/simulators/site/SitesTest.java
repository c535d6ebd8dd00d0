package org.jiaoying.simulators.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.Site;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.feed.FeedMessage.Channel;
import org.jiaoying.simulators.site.Scenario.Danger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<DeviceKey, Device> REGISTER = new HashMap<>();
    private static final Set<String> ZONES = new HashSet<>();

    static {
        RegisterFile.parse("demo-register.yaml", Demo.registerYaml()).entries().forEach(entry -> {
            if (entry instanceof Device device) {
                REGISTER.put(device.key(), device);
            } else if (entry instanceof Site site) {
                site.zones().forEach(zone -> ZONES.add(zone.id()));
            }
        });
    }

    /** One value a device sent, as its receiver reads it. */
    private record Sample(DeviceKey device, Point point, Instant at, double value, String quality) {}

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    private static List<SimulatedDevice> devices(long seed, Instant start, Scenario scenario) {
        return Stream.concat(
                        CoalMine.devices(seed, start, scenario).stream(),
                        OpenPit.devices(seed, start, scenario).stream())
                .toList();
    }

    private static void run(List<SimulatedDevice> devices, Instant from, Duration length, Consumer<FeedMessage> heard) {
        for (SimulatedDevice device : devices) {
            long cadence = device.cadence().toMillis();
            Instant at = Instant.ofEpochMilli(Math.floorDiv(from.toEpochMilli(), cadence) * cadence)
                    .plus(device.phase());
            for (Instant time = at; time.isBefore(from.plus(length)); time = time.plusMillis(cadence)) {
                device.say(time).forEach(heard);
            }
        }
    }

    private static void samples(FeedMessage message, Consumer<Sample> heard) {
        if (message.channel() != Channel.TELEMETRY) {
            return;
        }
        Device device = REGISTER.get(message.device());
        assertThat(device).as("%s is registered", message.device()).isNotNull();
        JsonNode json = json(message);
        String quality = json.path("quality").asText("good");
        json.get("values").fields().forEachRemaining(value -> {
            Point point = device.point(value.getKey());
            assertThat(point)
                    .as("%s of %s is registered", value.getKey(), device.key())
                    .isNotNull();
            heard.accept(new Sample(
                    device.key(),
                    point,
                    Instant.ofEpochMilli(json.get("ts").asLong()),
                    value.getValue().asDouble(),
                    quality));
        });
    }

    private static JsonNode json(FeedMessage message) {
        try {
            return JSON.readTree(message.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double limit(Point point, String name, double otherwise) {
        OptionalDouble limit = point.attributes().number(name);
        return limit.orElse(otherwise);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_260_302})
    void aCalmWeekCrossesNoLimitAndIsPlausible(long seed) {
        var smallest = new HashMap<String, Double>();
        var largest = new HashMap<String, Double>();
        run(
                devices(seed, START, scenario(Scenarios.CALM)),
                START,
                WEEK,
                message -> samples(message, sample -> {
                    Point point = sample.point();
                    assertThat(sample.value()).isBetween(point.min(), point.max());
                    assertThat(sample.value())
                            .as("%s of %s at %s", point.id(), sample.device(), sample.at())
                            .isLessThan(0.95 * limit(point, "alarm", 1e9))
                            .isLessThan(limit(point, "wind-max", 1e9))
                            .isLessThan(limit(point, "opening-limit", 1e9))
                            .isGreaterThan(limit(point, "wind-min", -1e9));
                    String name = sample.device().device() + "/" + point.id();
                    smallest.merge(name, sample.value(), Math::min);
                    largest.merge(name, sample.value(), Math::max);
                }));
        assertThat(largest.get("gas-h1305-t1/ch4")).isBetween(0.4, 0.85);
        assertThat(smallest.get("gas-h1305-t1/ch4"))
                .as("methane never vanishes underground")
                .isBetween(0.1, 0.4);
        assertThat(largest.get("power-hoist/power")).isBetween(700.0, 1_000.0);
        assertThat(smallest.get("power-ventilation/power"))
                .as("fans never stop")
                .isGreaterThan(350);
        assertThat(largest.get("rain-1/rain")).isLessThan(5);
    }

    /** People and cameras send no values, but much else. */
    private static boolean measures(SimulatedDevice device) {
        String name = device.key().device();
        return !name.equals("positioning") && !name.startsWith("cam-");
    }

    private static Map<DeviceKey, List<Sample>> series(List<SimulatedDevice> devices, Duration length, Instant from) {
        var series = new HashMap<DeviceKey, List<Sample>>();
        run(
                devices.stream().filter(SitesTest::measures).toList(),
                from,
                length,
                message -> samples(
                        message,
                        sample -> series.computeIfAbsent(sample.device(), key -> new ArrayList<>())
                                .add(sample)));
        return series;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aCalmSlopeDoesNotMoveFast(long seed) {
        Duration length = Duration.ofDays(14);
        series(OpenPit.devices(seed, START, scenario(Scenarios.CALM)), length, START)
                .forEach((device, samples) -> {
                    if (samples.get(0).point().id().equals("displacement")) {
                        for (int hour = 24; hour < length.toHours(); hour++) {
                            assertThat(velocity(samples, START.plus(Duration.ofHours(hour))))
                                    .as("%s at hour %d", device, hour)
                                    .isBetween(-4.8, 4.8);
                        }
                    }
                });
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.list().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsDangerousIsSoWhenItsTruthSays(Scenario scenario) {
        for (int hour : new int[] {0, 5, 9, 16, 20}) {
            Instant start = START.plus(Duration.ofHours(hour));
            var series = series(devices(hour, start, scenario), scenario.length(), start);
            for (Danger danger : scenario.dangers()) {
                Duration found = Duration.between(start, found(danger, series.get(danger.device()), start, scenario));
                assertThat(found)
                        .as("%s, started at hour %d", danger.what().en(), hour)
                        .isBetween(danger.earliest(), danger.latest());
            }
        }
    }

    private static Instant found(Danger danger, List<Sample> samples, Instant start, Scenario scenario) {
        return switch (danger.kind()) {
            case "threshold" ->
                samples.stream()
                        .filter(sample -> sample.value()
                                >= limit(sample.point(), danger.level() == Level.ORANGE ? "cut" : "alarm", 1e9))
                        .findFirst()
                        .orElseThrow()
                        .at();
            case "absence" -> silenceOfOneMinute(samples);
            case "rate" ->
                Stream.iterate(start.plus(Duration.ofDays(1)), at -> at.plus(Duration.ofHours(1)))
                        .limit(scenario.length().toHours())
                        .filter(at -> velocity(samples, at) >= 10)
                        .findFirst()
                        .orElseThrow();
            default -> throw new AssertionError("no check for " + danger.kind());
        };
    }

    private static Instant silenceOfOneMinute(List<Sample> samples) {
        for (int i = 1; i < samples.size(); i++) {
            Instant silent = samples.get(i - 1).at().plusSeconds(60);
            if (samples.get(i).at().isAfter(silent)) {
                return silent;
            }
        }
        throw new AssertionError("never silent");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothingElseIsDangerous(Scenario scenario) {
        Set<DeviceKey> dangerous = new HashSet<>();
        scenario.dangers().forEach(danger -> dangerous.add(danger.device()));
        dangerous.add(OpenPit.key("crack-1"));
        Duration length = scenario.length().plus(Duration.ofMinutes(10));
        series(CoalMine.devices(7, START, scenario), length, START).forEach((device, samples) -> {
            if (!dangerous.contains(device)) {
                assertThat(samples)
                        .as("%s", device)
                        .allMatch(sample -> sample.value() < limit(sample.point(), "alarm", 1e9)
                                || sample.quality().equals("calibrating"));
            }
        });
    }

    @Test
    void gasIsDilutedAgainAndFallsBelowTheRestoreLimit() {
        Scenario scenario = scenario("gas-rise");
        List<Sample> samples = series(CoalMine.devices(1, START, scenario), Duration.ofHours(1), START)
                .get(CoalMine.key("gas-h1305-t1"));
        assertThat(samples.get(samples.size() - 1).value()).isLessThan(0.9);
        assertThat(samples.stream().mapToDouble(Sample::value).max().orElseThrow())
                .isBetween(1.5, 2.1);
    }

    @Test
    void aCalibratedSensorSaysSoBeforeAndAfterItsTestGas() {
        var words = new ArrayList<String>();
        var good = new ArrayList<Double>();
        var calibrating = new ArrayList<Double>();
        List<SimulatedDevice> face = CoalMine.devices(1, START, scenario("calibration")).stream()
                .filter(device -> device.key().device().equals("gas-w1203-t1"))
                .toList();
        run(face, START, Duration.ofMinutes(8), message -> {
            if (message.channel() == Channel.STATUS) {
                words.add(json(message).get("state").asText());
            }
            samples(message, sample -> (sample.quality().equals("good") ? good : calibrating).add(sample.value()));
        });
        assertThat(words).containsExactly("calibrating", "online");
        assertThat(good).isNotEmpty().allMatch(value -> value < 0.95);
        assertThat(calibrating).anyMatch(value -> value > 1.55);
    }

    @Test
    void theSameSeedAndTimeSayTheSame() {
        Scenario scenario = scenario("gas-rise");
        List<String> once = texts(devices(5, START, scenario));
        assertThat(texts(devices(5, START, scenario))).isEqualTo(once);
        assertThat(texts(devices(6, START, scenario))).isNotEqualTo(once);
    }

    private static List<String> texts(List<SimulatedDevice> devices) {
        var texts = new ArrayList<String>();
        run(devices, START, Duration.ofHours(3), message -> texts.add(message.topic() + json(message)));
        return texts;
    }

    @Test
    void valuesAreStepsOfTheDisplayAndMostlyEqualThePreviousOne() {
        List<Sample> samples = series(CoalMine.devices(1, START, scenario("calm")), Duration.ofHours(12), START)
                .get(CoalMine.key("gas-w1203-t1"));
        int equal = 0;
        for (int i = 1; i < samples.size(); i++) {
            double steps = samples.get(i).value() / 0.01;
            assertThat(steps).isCloseTo(Math.rint(steps), within(1e-6));
            equal += samples.get(i).value() == samples.get(i - 1).value() ? 1 : 0;
        }
        assertThat((double) equal / samples.size()).isGreaterThan(0.3);
    }

    @Test
    void peopleComeAndGoByShiftAndNeverCrowdAZone() {
        var inside = new HashMap<String, String>();
        var present = new TreeSet<Integer>();
        Map<String, Integer> most = Map.of("W1203", 20, "H1305", 15, "roadway", 40, "shaft", 60);
        SimulatedDevice crew = CoalMine.devices(1, START, scenario("calm")).stream()
                .filter(device -> device.key().device().equals("positioning"))
                .findFirst()
                .orElseThrow();
        run(List.of(crew), START, Duration.ofDays(2), message -> {
            JsonNode json = json(message);
            String tag = json.get("tag").asText();
            String zone = json.get("zone").asText();
            assertThat(ZONES).contains(zone);
            switch (json.get("event").asText()) {
                case "enter" ->
                    assertThat(inside.put(tag, zone))
                            .as("%s leaves before it enters", tag)
                            .isNull();
                case "leave" -> assertThat(inside.remove(tag)).isEqualTo(zone);
                default -> assertThat(inside.get(tag)).isEqualTo(zone);
            }
            most.forEach((place, limit) -> assertThat(
                            inside.values().stream().filter(place::equals).count())
                    .isLessThanOrEqualTo(limit));
            present.add(inside.size());
        });
        assertThat(present.last()).as("one production shift").isEqualTo(16);
    }

    @Test
    void camerasAreNeverSureInACalmMine() {
        var seen = new ArrayList<Double>();
        run(CoalMine.devices(1, START, scenario("calm")), START, Duration.ofDays(2), message -> {
            if (message.channel() == Channel.EVENT) {
                seen.add(json(message).get("confidence").asDouble());
            }
        });
        assertThat(seen).hasSizeGreaterThan(20).allMatch(confidence -> confidence < 0.5);
    }

    @Test
    void theRegisterHasEveryDeviceAndTheVisitors() {
        Set<DeviceKey> speaking = new HashSet<>();
        devices(1, START, scenario("calm")).forEach(device -> speaking.add(device.key()));
        assertThat(REGISTER.keySet()).containsAll(speaking);
        assertThat(REGISTER.keySet())
                // Cards are spoken of by the positioning station.
                .filteredOn(key -> !speaking.contains(key) && !key.device().matches("P\\d+"))
                .containsExactly(CoalMine.key("gas-t1"));
        Point ch4 = REGISTER.get(CoalMine.key("gas-t1")).point("ch4");
        assertThat(ch4.attributes().values())
                .containsEntry("place", "T1")
                .containsEntry("alarm", "1.0")
                .containsEntry("cut", "1.5")
                .containsEntry("restore", "1.0");
    }

    @ParameterizedTest
    @CsvSource({"calm,0", "gas-rise,3", "silent-sensor,1", "calibration,0", "slope-creep,1"})
    void scenariosAreFoundByName(String name, int dangers) {
        assertThat(scenario(name).dangers()).hasSize(dangers);
        assertThat(Scenarios.find("nothing")).isEmpty();
    }

    /** Millimetres a day: the slope of the line through the samples of the day before. */
    private static double velocity(List<Sample> samples, Instant at) {
        List<Sample> window = samples.stream()
                .filter(sample -> !sample.at().isAfter(at) && sample.at().isAfter(at.minus(Duration.ofDays(1))))
                .toList();
        double meanX = window.stream()
                .mapToDouble(sample -> days(at, sample))
                .average()
                .orElse(0);
        double meanY = window.stream().mapToDouble(Sample::value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Sample sample : window) {
            double x = days(at, sample) - meanX;
            above += x * (sample.value() - meanY);
            below += x * x;
        }
        return below == 0 ? 0 : above / below;
    }

    private static double days(Instant at, Sample sample) {
        return Duration.between(at, sample.at()).toMillis() / 86_400_000.0;
    }
}
