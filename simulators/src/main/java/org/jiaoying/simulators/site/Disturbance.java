package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;

/** What a scenario changes about a site; times count from the scenario's start. */
public sealed interface Disturbance {
    String device();

    /**
     * More gas comes in than the air carries off: the concentration rises evenly to {@code extra} percent above what it was, stays,
     * and falls again once the ventilation is better.
     */
    record GasRise(String device, double extra, Duration from, Duration top, Duration until, Duration recovery)
            implements Disturbance {
        double at(Duration since) {
            if (since.compareTo(from) < 0) {
                return 0;
            }
            if (since.compareTo(top) < 0) {
                return extra * share(since.minus(from), top.minus(from));
            }
            if (since.compareTo(until) < 0) {
                return extra;
            }
            // Air replaces air: what is left falls by the same share in equal times.
            return extra * Math.exp(-share(since.minus(until), recovery));
        }
    }

    /** The device says nothing. */
    record Silence(String device, Duration from, Duration until) implements Disturbance {
        boolean holds(Duration since) {
            return since.compareTo(from) >= 0 && since.compareTo(until) < 0;
        }
    }

    /**
     * A sensor is calibrated with test gas: state and quality say so from {@code from} to {@code until}; the gas rises to
     * {@code peak} in 15 s at {@code gasFrom} and is taken away at {@code gasUntil}.
     */
    record Calibration(String device, double peak, Duration from, Duration gasFrom, Duration gasUntil, Duration until)
            implements Disturbance {
        private static final Duration SWING = Duration.ofSeconds(15);

        boolean holds(Duration since) {
            return since.compareTo(from) >= 0 && since.compareTo(until) < 0;
        }

        /** What the sensor sees: first nothing, then the test gas. */
        double at(Duration since) {
            double rising = share(since.minus(gasFrom), SWING);
            double falling = share(since.minus(gasUntil), SWING);
            return peak * Math.max(0, Math.min(1, rising) - Math.max(0, Math.min(1, falling)));
        }
    }

    /**
     * A slope that fails: from {@code from} on its velocity is that of Voight with exponent 2, 1/v = (T − t) / c with
     * {@code c} = {@code millimetres}, until the failure at {@code failure}, where the device is lost.
     */
    record Creep(String device, double millimetres, Duration from, Duration failure) implements Disturbance {
        /** The law has no end at the failure itself; nobody measures its last minutes. */
        private static final Duration LAST_SEEN = Duration.ofMinutes(5);

        /** Displacement above what it was, in mm. */
        double at(Duration since) {
            if (since.compareTo(from) <= 0) {
                return 0;
            }
            double whole = failure.minus(from).toMillis();
            double left = Math.max(LAST_SEEN.toMillis(), failure.minus(since).toMillis());
            return millimetres * Math.log(whole / left);
        }

        boolean lost(Duration since) {
            return since.compareTo(failure) >= 0;
        }
    }

    /**
     * A sensor that does not show what it measures: stuck, tampered with, fed from elsewhere, or hit by chance.
     *
     * @param point of the device
     */
    record Distortion(String device, String point, Duration from, Duration until, Shown shown) implements Disturbance {
        boolean holds(Duration since) {
            return since.compareTo(from) >= 0 && since.compareTo(until) < 0;
        }
    }

    /** What is shown instead of what is measured. */
    @FunctionalInterface
    interface Shown {
        double instead(double measured, Instant at);
    }

    private static double share(Duration part, Duration whole) {
        return (double) part.toMillis() / whole.toMillis();
    }
}
