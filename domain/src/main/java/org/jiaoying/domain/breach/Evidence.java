package org.jiaoying.domain.breach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a breach rests on, so that the officer can check it and the enterprise can answer it: the stretch of data, the
 * numbers that were computed of it, the neighbours it was held against.
 *
 * @param text what was seen, in one or two sentences
 * @param numbers the figures by name, in order of their weight; the unit stands in the name, as in {@code v_mm_per_day}
 * @param stretch the time that was looked at
 * @param samples the data of it, thinned to {@value #MAX_SAMPLES} at most, by time
 * @param others the other points or devices it was held against, as {@code enterprise/site/device/point}
 * @param forecast when it will come to the worst; absent where nothing is forecast
 */
public record Evidence(
        Text text,
        Map<String, Double> numbers,
        @Nullable Stretch stretch,
        List<Sample> samples,
        List<String> others,
        @Nullable Forecast forecast) {
    /** So many samples are shown at most. */
    public static final int MAX_SAMPLES = 60;

    /** From the first to the last observation looked at. */
    public record Stretch(Instant from, Instant to) {}

    /** One observation of the stretch, in the point's unit. */
    public record Sample(Instant at, double value) {}

    /** A time forecast, and the band within which it lies. */
    public record Forecast(Instant at, Instant earliest, Instant latest) {}

    public Evidence {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        samples = thinned(samples);
        others = List.copyOf(others);
    }

    /** Evidence that is told in words and numbers. */
    public static Evidence of(Text text, Map<String, Double> numbers) {
        return new Evidence(text, numbers, null, List.of(), List.of(), null);
    }

    /** Every n-th sample and the last. */
    private static List<Sample> thinned(List<Sample> samples) {
        if (samples.size() <= MAX_SAMPLES) {
            return List.copyOf(samples);
        }
        var kept = new ArrayList<Sample>(MAX_SAMPLES);
        for (int i = 0; i < MAX_SAMPLES; i++) {
            kept.add(samples.get((int) ((long) i * (samples.size() - 1) / (MAX_SAMPLES - 1))));
        }
        return List.copyOf(kept);
    }
}
