package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;

/**
 * Chance that can be asked again: the same seed, stream and time give the same number. Nearly normal with standard deviation 1, but
 * never beyond ±3.5, as a sensor's own filter would have it.
 */
final class Noise {
    private final long stream;

    Noise(long seed, String stream) {
        this.stream = mix(seed * 0x9E3779B97F4A7C15L + stream.hashCode());
    }

    /** Independent from one time to the next. */
    double white(Instant at) {
        return normal(at.toEpochMilli());
    }

    /** Wanders: independent only after {@code period}, smooth in between. */
    double drift(Instant at, Duration period) {
        long millis = at.toEpochMilli();
        long knot = Math.floorDiv(millis, period.toMillis());
        double share = (double) Math.floorMod(millis, period.toMillis()) / period.toMillis();
        double weight = (1 - Math.cos(Math.PI * share)) / 2;
        return normal(knot) * (1 - weight) + normal(knot + 1) * weight;
    }

    /** Evenly from 0 to 1, for the {@code index}-th thing. */
    double uniform(long index) {
        return (mix(stream ^ mix(index)) >>> 11) * 0x1.0p-53;
    }

    /** The sum of four even chances, scaled: ±3.46 at the most. */
    private double normal(long index) {
        long bits = mix(stream ^ mix(index));
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += (bits >>> (16 * i) & 0xffff) / 65_535.0 - 0.5;
        }
        return sum * Math.sqrt(3);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
