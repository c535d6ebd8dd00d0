package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The scenario that plays at a site, from when on. */
record Stage(long seed, Instant start, Scenario scenario) {

    Duration since(Instant at) {
        return Duration.between(start, at);
    }

    Noise noise(String stream) {
        return new Noise(seed, stream);
    }

    boolean silent(String device, Instant at) {
        return of(device, Disturbance.Silence.class).anyMatch(silence -> silence.holds(since(at)))
                || of(device, Disturbance.Creep.class).anyMatch(creep -> creep.lost(since(at)));
    }

    double gasRise(String device, Instant at) {
        return of(device, Disturbance.GasRise.class)
                .mapToDouble(rise -> rise.at(since(at)))
                .sum();
    }

    double creep(String device, Instant at) {
        return of(device, Disturbance.Creep.class)
                .mapToDouble(creep -> creep.at(since(at)))
                .sum();
    }

    /** What a point shows of what it measures. */
    double shown(String device, String point, double measured, Instant at) {
        Duration since = since(at);
        double shown = measured;
        for (Disturbance disturbance : scenario.disturbances()) {
            if (disturbance instanceof Disturbance.Distortion distortion
                    && distortion.device().equals(device)
                    && distortion.point().equals(point)
                    && distortion.holds(since)) {
                shown = distortion.shown().instead(shown, at);
            }
        }
        return shown;
    }

    List<Disturbance.Calibration> calibrations(String device) {
        return of(device, Disturbance.Calibration.class).toList();
    }

    private <D extends Disturbance> Stream<D> of(String device, Class<D> kind) {
        return scenario.disturbances().stream()
                .filter(disturbance -> disturbance.device().equals(device))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
