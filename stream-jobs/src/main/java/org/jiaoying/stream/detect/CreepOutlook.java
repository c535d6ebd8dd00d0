package org.jiaoying.stream.detect;

import org.jspecify.annotations.Nullable;

/**
 * How a slope moves now.
 *
 * @param velocity regression over the newest window, in units a day; NaN where the window has too few samples
 * @param error its standard error, no smaller than the noise of the readings gives
 * @param stage null while none is established
 * @param angle of the tangent in degrees; NaN where it is not computable
 * @param counts the angle held against the limits: 30 degrees at most where the stage's scatter explains the velocity
 * @param forecast null where a gate stopped it
 * @param gate which one did; null where there is a forecast
 */
record CreepOutlook(
        double velocity,
        double error,
        @Nullable UniformStage stage,
        double angle,
        double counts,
        @Nullable InverseVelocity forecast,
        @Nullable CreepGate gate) {

    boolean computable() {
        return !Double.isNaN(angle);
    }
}
