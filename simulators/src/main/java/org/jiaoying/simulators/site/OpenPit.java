package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.simulators.site.Instrument.Channel;

/** A slope of an open pit: GNSS points, crack meters, a rain gauge. */
public final class OpenPit {
    /** Enterprise, user and password of the demonstration. */
    public static final String ENTERPRISE = "demo-slope";

    /** Displacement is counted from this day on. */
    private static final Instant SURVEYED = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private OpenPit() {}

    static DeviceKey key(String device) {
        return new DeviceKey(ENTERPRISE, "east", device);
    }

    /** Its devices, with a scenario that starts at {@code start}. */
    public static List<SimulatedDevice> devices(long seed, Instant start, Scenario scenario) {
        var stage = new Stage(seed, start, scenario);
        return List.of(
                gnss("gnss-1", 0.15, stage),
                gnss("gnss-2", 0.25, stage),
                gnss("gnss-3", 0.10, stage),
                gnss("gnss-4", 0.05, stage),
                crack("crack-1", 0.02, stage),
                crack("crack-2", 0.01, stage),
                rain(stage));
    }

    /** Creeps evenly, swings with the day's heat, and is seen through the noise of its own solution. */
    private static SimulatedDevice gnss(String device, double millimetresPerDay, Stage stage) {
        Noise noise = stage.noise("ground " + device);
        return new Instrument(
                key(device),
                HOUR,
                stage,
                new Channel(
                        "displacement",
                        at -> 10
                                + millimetresPerDay * days(at) % 500
                                + 0.6 * Shifts.daily(at, 15)
                                + 0.4 * noise.drift(at, Duration.ofDays(2))
                                + stage.creep(device, at),
                        1.0,
                        0.1,
                        -1_000,
                        100_000));
    }

    private static SimulatedDevice crack(String device, double millimetresPerDay, Stage stage) {
        return new Instrument(
                key(device),
                FIVE_MINUTES,
                stage,
                new Channel(
                        "opening",
                        at -> 4
                                + millimetresPerDay * days(at) % 20
                                - 0.15 * Shifts.daily(at, 15)
                                + stage.creep(device, at),
                        0.02,
                        0.01,
                        0,
                        500));
    }

    /** A shower every few days. */
    private static SimulatedDevice rain(Stage stage) {
        Noise noise = stage.noise("rain");
        return new Instrument(
                key("rain-1"),
                FIVE_MINUTES,
                stage,
                new Channel("rain", at -> Math.max(0, noise.drift(at, Duration.ofHours(5)) - 1.4), 0, 0.2, 0, 50));
    }

    private static double days(Instant at) {
        return Duration.between(SURVEYED, at).toMillis() / 86_400_000.0;
    }
}
