package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.simulators.site.Instrument.Channel;

/**
 * A coal mine with one face, one heading and their returns: methane by place, wind, the main fan, power by branch, people with cards,
 * cameras. The device {@code gas-t1} of its register is left to visitors.
 */
public final class CoalMine {
    /** Enterprise, user and password of the demonstration. */
    public static final String ENTERPRISE = "demo-mine";

    private static final Duration WIND = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private CoalMine() {}

    static DeviceKey key(String device) {
        return new DeviceKey(ENTERPRISE, "north", device);
    }

    /** Its devices, with a scenario that starts at {@code start}. */
    public static List<SimulatedDevice> devices(long seed, Instant start, Scenario scenario) {
        var stage = new Stage(seed, start, scenario);
        var face = new Airway(1.6, 10, stage.noise("air face"));
        var faceReturn = new Airway(2.1, 9, stage.noise("air return"));
        var heading = new Airway(0.55, 11, stage.noise("air heading"));
        return List.of(
                gas("gas-w1203-t0", new GasSensor.Place(2.4, 2.6, face), stage),
                gas("gas-w1203-t1", new GasSensor.Place(2.0, 2.2, face), stage),
                gas("gas-w1203-t2", new GasSensor.Place(2.6, 2.9, faceReturn), stage),
                gas("gas-h1305-t1", new GasSensor.Place(0.8, 0.75, heading), stage),
                gas("gas-h1305-t2", new GasSensor.Place(0.9, 0.8, heading), stage),
                new Instrument(key("wind-w1203"), WIND, stage, wind(face)),
                new Instrument(key("wind-h1305"), WIND, stage, wind(heading)),
                mainFan(stage),
                hoist(stage),
                new Instrument(key("power-ventilation"), MINUTE, stage, power(at -> 410 + 6 * Shifts.daily(at, 15), 4)),
                drainage(stage),
                transport(stage),
                new Crew(key("positioning"), stage),
                new Camera(key("cam-shaft"), stage),
                new Camera(key("cam-w1203"), stage),
                new Camera(key("cam-h1305"), stage));
    }

    private static SimulatedDevice gas(String device, GasSensor.Place place, Stage stage) {
        return new GasSensor(key(device), place, stage);
    }

    private static Channel wind(Airway air) {
        return new Channel("wind", air::speed, 0.02, 0.01, 0, 15);
    }

    private static Channel power(Instrument.Truth truth, double noise) {
        return new Channel("power", truth, noise, 0.1, 0, 5_000);
    }

    private static SimulatedDevice mainFan(Stage stage) {
        Noise noise = stage.noise("main fan");
        return new Instrument(
                key("fan-main"),
                WIND,
                stage,
                new Channel("running", at -> 1, 0, 1, 0, 1),
                new Channel("pressure", at -> 2_150 + 25 * noise.drift(at, Duration.ofHours(3)), 6, 1, 0, 10_000),
                new Channel("vibration", at -> 2.4 + 0.2 * noise.drift(at, Duration.ofHours(1)), 0.08, 0.01, 0, 50));
    }

    /** Winds of three minutes while coal comes up, fewer while people do. */
    private static SimulatedDevice hoist(Stage stage) {
        Noise noise = stage.noise("hoist");
        return new Instrument(
                key("power-hoist"),
                MINUTE,
                stage,
                power(
                        at -> 45
                                + 780
                                        * Math.max(0.08, Shifts.production(at))
                                        * Math.max(0, Math.sin(2 * Math.PI * (at.getEpochSecond() % 180) / 180))
                                        * (1 + 0.05 * noise.drift(at, Duration.ofMinutes(20))),
                        3));
    }

    /** Pumps run while power is cheap and whenever the sump is full. */
    private static SimulatedDevice drainage(Stage stage) {
        return new Instrument(
                key("power-drainage"),
                MINUTE,
                stage,
                power(at -> Shifts.hourOfDay(at) < 6 || Shifts.hourOfDay(at) % 6 < 0.75 ? 186 : 3, 1.5));
    }

    private static SimulatedDevice transport(Stage stage) {
        Noise noise = stage.noise("belts");
        return new Instrument(
                key("power-transport"),
                MINUTE,
                stage,
                power(at -> 12 + Shifts.production(at) * (290 + 40 * noise.drift(at, Duration.ofMinutes(15))), 2));
    }
}
