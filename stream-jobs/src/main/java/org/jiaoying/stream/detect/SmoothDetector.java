package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * A block of data is missing, and what follows is smoother than this sensor ever was. Roughness is the mean of how far each value
 * lies from the line through its neighbours (second differences), at steps of a {@value #STEPS}th of the window: a sensor's noise
 * makes it rough whether its value rises, falls or rests; a curve that was drawn is smooth.
 *
 * <p>Remembers {@code times} (last sample, end of the gap or 0, number of the last step) and {@code values} (the last two values on the steps, roughness with
 * its count, roughness before the gap).
 *
 * @param ratio at or under this share of the roughness before the gap, it is too smooth
 * @param noise roughness that it must have had before
 */
record SmoothDetector(Level level, long gapMillis, long windowMillis, double ratio, double noise) implements Detector {
    private static final int STEPS = 30;
    private static final int TIMES = 3;
    private static final int LAST = 0;
    private static final int GAP_END = 1;
    private static final int LAST_STEP = 2;
    private static final int ONE_BEFORE = 0;
    private static final int TWO_BEFORE = 1;
    private static final int ROUGHNESS = 2;
    private static final int COUNT = 3;
    private static final int BEFORE_GAP = 4;
    private static final int GAP_MINUTES = 5;
    private static final int VALUES = 6;

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        if (before.times().length != TIMES || before.values().length != VALUES) {
            return started(at, value, 0, 0, 0, null);
        }
        long last = before.times()[LAST];
        if (at - last >= gapMillis) {
            return afterGap(before, at, value);
        }
        long lastStep = before.times()[LAST_STEP];
        if (Math.floorDiv(at, stepMillis()) == lastStep) {
            return new DetectorState(
                    before.level(), new long[] {at, before.times()[GAP_END], lastStep}, before.values());
        }
        return onward(before, at, value);
    }

    private DetectorState afterGap(DetectorState before, long at, double value) {
        double[] old = before.values();
        boolean known = old[COUNT] >= STEPS / 2.0 && old[ROUGHNESS] >= noise;
        double minutes = (at - before.times()[LAST]) / 60_000.0;
        return started(at, value, known ? at : 0, known ? old[ROUGHNESS] : 0, known ? minutes : 0, before.level());
    }

    private DetectorState onward(DetectorState before, long at, double value) {
        double[] values = before.values().clone();
        if (values[COUNT] >= 0) {
            double second = Math.abs(value - 2 * values[ONE_BEFORE] + values[TWO_BEFORE]);
            // A mean that forgets over the window.
            double weight = 1 / Math.min(values[COUNT] + 1, STEPS);
            values[ROUGHNESS] += weight * (second - values[ROUGHNESS]);
        }
        values[COUNT]++;
        values[TWO_BEFORE] = values[ONE_BEFORE];
        values[ONE_BEFORE] = value;
        long gapEnd = before.times()[GAP_END];
        Level reached = gapEnd == 0 ? null : before.level();
        if (gapEnd != 0 && at - gapEnd >= windowMillis && values[COUNT] >= STEPS / 2.0) {
            boolean smooth = values[ROUGHNESS] <= ratio * values[BEFORE_GAP] * (reached == null ? 1 : 2);
            reached = smooth ? level : null;
            gapEnd = smooth ? gapEnd : 0;
        }
        return new DetectorState(reached, new long[] {at, gapEnd, Math.floorDiv(at, stepMillis())}, values);
    }

    /** The first sample, or the first after a gap. Two are needed before a second difference is known. */
    private DetectorState started(
            long at, double value, long gapEnd, double roughnessBefore, double gapMinutes, @Nullable Level level) {
        return new DetectorState(level, new long[] {at, gapEnd, Math.floorDiv(at, stepMillis())}, new double[] {
            value, value, 0, -1, roughnessBefore, gapMinutes
        });
    }

    @Override
    public String memory() {
        return "smooth";
    }

    @Override
    public double limit(Level reached) {
        return ratio;
    }

    @Override
    public double measured(DetectorState after, double value) {
        double[] values = after.values();
        return values.length != VALUES || values[BEFORE_GAP] == 0 ? 0 : values[ROUGHNESS] / values[BEFORE_GAP];
    }

    @Override
    public Evidence evidence(DetectorState after, Subject subject) {
        double[] values = after.values();
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("gap_minutes", values[GAP_MINUTES]);
        numbers.put("roughness_before", values[BEFORE_GAP]);
        numbers.put("roughness_after", values[ROUGHNESS]);
        String gap = BreachScribe.number(Math.rint(values[GAP_MINUTES]));
        String old = BreachScribe.number(values[BEFORE_GAP]);
        String now = BreachScribe.number(values[ROUGHNESS]);
        long gapEnd = after.times()[GAP_END];
        return new Evidence(
                new Text(
                        "缺数 " + gap + " 分钟，之后粗糙度由 " + old + " 变为 " + now,
                        "nothing for " + gap + " min, then roughness " + now + ", before it " + old),
                numbers,
                gapEnd == 0
                        ? null
                        : new Evidence.Stretch(Instant.ofEpochMilli(gapEnd), Instant.ofEpochMilli(after.times()[LAST])),
                List.of(),
                List.of(),
                null);
    }

    private long stepMillis() {
        return Math.max(1, windowMillis / STEPS);
    }
}
