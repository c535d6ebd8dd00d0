package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.site.Disturbance.Calibration;

/**
 * A methane sensor: what the coal gives off, thinned by the air that passes. More gas comes while coal is cut and while the air's
 * pressure is low.
 */
final class GasSensor implements SimulatedDevice {
    private static final Duration CADENCE = Duration.ofSeconds(10);
    private static final double STEP = 0.01;
    private static final double FULL_SCALE = 4.0;
    private static final double NOISE = 0.006;

    /**
     * Where the sensor hangs.
     *
     * @param emission gas given off at rest, m³ a minute
     * @param cutting more of it while coal is cut
     */
    record Place(double emission, double cutting, Airway air) {}

    private final DeviceKey key;
    private final Place place;
    private final Stage stage;
    private final Noise noise;

    GasSensor(DeviceKey key, Place place, Stage stage) {
        this.key = key;
        this.place = place;
        this.stage = stage;
        this.noise = stage.noise("gas " + key);
    }

    @Override
    public DeviceKey key() {
        return key;
    }

    @Override
    public Duration cadence() {
        return CADENCE;
    }

    @Override
    public Duration phase() {
        return Phases.of(key, CADENCE);
    }

    /** Methane in the air, in percent. */
    double truth(Instant at) {
        double emission = place.emission() * (1 + 0.08 * noise.drift(at, Duration.ofHours(6)));
        double cutting = place.cutting() * Shifts.production(at) * (1 + 0.15 * noise.drift(at, Duration.ofMinutes(40)));
        double pressure = 1 + 0.05 * Shifts.lowPressure(at);
        return 100 * (emission + cutting) * pressure / place.air().cubicMetresPerMinute(at)
                + stage.gasRise(key.device(), at);
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        if (stage.silent(key.device(), at)) {
            return List.of();
        }
        var messages = new ArrayList<FeedMessage>();
        Optional<Calibration> now = calibration(at);
        Optional<Calibration> before = calibration(at.minus(CADENCE));
        if (now.isPresent() && before.isEmpty()) {
            messages.add(FeedMessage.status(key, at, Status.State.CALIBRATING));
        }
        if (now.isEmpty() && before.isPresent()) {
            messages.add(FeedMessage.status(key, at, Status.State.ONLINE));
        }
        double seen = now.map(calibration -> calibration.at(stage.since(at))).orElseGet(() -> truth(at));
        double measured = Instrument.quantised(seen + NOISE * noise.white(at), STEP, 0, FULL_SCALE);
        double value = stage.shown(key.device(), "ch4", measured, at);
        messages.add(FeedMessage.telemetry(
                key, at, Map.of("ch4", value), now.isPresent() ? Quality.CALIBRATING : Quality.GOOD));
        return messages;
    }

    private Optional<Calibration> calibration(Instant at) {
        return stage.calibrations(key.device()).stream()
                .filter(calibration -> calibration.holds(stage.since(at)))
                .findFirst();
    }
}
