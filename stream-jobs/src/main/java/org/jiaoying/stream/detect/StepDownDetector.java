package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;

/**
 * A value near its limit is at zero with the next samples, and stays there: gas that is blown away takes minutes and passes through
 * the values between.
 *
 * <p>Remembers the last value near the limit and, once it is at zero, since when; nothing while the value is low. Remembered are
 * {@code times} (near, zero since or 0) and {@code values} (the value near the limit).
 *
 * @param near the least value that is near the limit
 * @param floor at or under this it is at zero
 * @param withinMillis from the value near the limit to zero
 * @param holdMillis at zero for so long
 */
record StepDownDetector(Level level, double near, double floor, long withinMillis, long holdMillis)
        implements Detector {

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        if (value >= near) {
            return new DetectorState(null, new long[] {at, 0}, new double[] {value});
        }
        if (before.isCalm() || before.times().length != 2) {
            return DetectorState.CALM;
        }
        long wasNear = before.times()[0];
        long zeroSince = before.times()[1];
        if (value > floor) {
            // It came down through the values between, or rises again.
            return DetectorState.CALM;
        }
        if (zeroSince == 0) {
            return at - wasNear <= withinMillis
                    ? new DetectorState(null, new long[] {wasNear, at}, before.values())
                    : DetectorState.CALM;
        }
        return before.level() == null && at - zeroSince >= holdMillis
                ? new DetectorState(level, before.times(), before.values())
                : before;
    }

    @Override
    public String memory() {
        return "step-down";
    }

    @Override
    public double limit(Level reached) {
        return near;
    }

    @Override
    public Evidence evidence(DetectorState after, Subject subject) {
        double high = after.values()[0];
        double seconds = (after.times()[1] - after.times()[0]) / 1000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("value_before", high);
        numbers.put("step_seconds", seconds);
        Instant from = Instant.ofEpochMilli(after.times()[0]);
        Instant to = Instant.ofEpochMilli(after.times()[1]);
        String value = BreachScribe.number(high);
        String took = BreachScribe.number(seconds);
        return new Evidence(
                new Text(
                        "由 " + value + " 在 " + took + " 秒内降到零位，其间没有中间值",
                        "from " + value + " to zero in " + took + " s, with no value between"),
                numbers,
                new Evidence.Stretch(from, to),
                List.of(new Evidence.Sample(from, high)),
                List.of(),
                null);
    }
}
