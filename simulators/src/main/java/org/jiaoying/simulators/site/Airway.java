package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;

/**
 * A roadway through which air is drawn or blown.
 *
 * @param metresPerSecond as set up
 * @param squareMetres of the cross-section
 */
record Airway(double metresPerSecond, double squareMetres, Noise noise) {

    /** Doors open and close, and the fan is not quite steady. */
    double speed(Instant at) {
        return metresPerSecond
                * (1 + 0.03 * noise.drift(at, Duration.ofMinutes(90)) + 0.01 * noise.drift(at, Duration.ofMinutes(2)));
    }

    double cubicMetresPerMinute(Instant at) {
        return speed(at) * squareMetres * 60;
    }
}
