package org.jiaoying.domain.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What shows that a sensor is kept from telling the truth; one record for each sign. */
public sealed interface TamperSign {

    /**
     * Values pile up just under a limit and never reach it (sign {@code clipped}).
     *
     * @param band how far below the limit a value still counts as just under it
     * @param share of the samples of the window that lie there
     */
    record Clipped(Amount<Double> limit, Amount<Double> band, Amount<Double> share, Amount<Duration> window)
            implements TamperSign {}

    /**
     * A value near its limit is at zero with the next samples and stays there (sign {@code step-down}).
     *
     * @param near share of the limit from which a value is near it
     * @param floor at or under this it is at zero
     * @param within the step takes no longer; gas that is blown away takes minutes
     * @param holdFor so long it has stayed there
     */
    record StepDown(
            Amount<Double> limit,
            Amount<Double> near,
            Amount<Double> floor,
            Amount<Duration> within,
            Amount<Duration> holdFor)
            implements TamperSign {}

    /**
     * A block of data is missing, and what follows is smoother than a sensor can be (sign {@code gap-then-smooth}).
     *
     * @param gap nothing came for so long
     * @param window the roughness after the gap is taken over this time
     * @param ratio at or under this share of the roughness before the gap, it is too smooth
     * @param noise a sensor smoother than this before the gap proves nothing
     */
    record GapThenSmooth(Amount<Duration> gap, Amount<Duration> window, Amount<Double> ratio, Amount<Double> noise)
            implements TamperSign {}

    /**
     * A sensor shows nothing while its neighbour in the same place is over the limit (sign {@code diverging}).
     *
     * @param limit the neighbour is at or over it all the time
     * @param floor the sensor is at or under it all the time
     */
    record Diverging(Around neighbours, Amount<Double> limit, Amount<Double> floor, Amount<Duration> holdFor)
            implements TamperSign {}

    /**
     * Two sensors show the same wave (sign {@code copied}): their changes from step to step, noise and all, agree.
     *
     * @param lag the copy may come so much later
     * @param match the correlation of the changes from which they are the same; the noise of two sensors is independent
     * @param moves standard deviation that the wave must have at least: two flat lines are no copy
     */
    record Copied(
            Around neighbours,
            Amount<Duration> window,
            Amount<Duration> lag,
            Amount<Double> match,
            Amount<Double> moves)
            implements TamperSign {}

    /**
     * Calibration begins soon after the value came near its limit (sign {@code early-calibration}).
     *
     * @param near share of the limit from which a value is near it
     * @param within so soon after the last such value
     * @param permit kind of the declared window in which calibration is planned and proves nothing; null: none is
     */
    record EarlyCalibration(
            Amount<Double> limit,
            Amount<Double> near,
            Amount<Duration> within,
            @Nullable String permit) implements TamperSign {}

    /**
     * More sensors are in calibration at once than people could calibrate (sign {@code many-calibrated}).
     *
     * @param count from so many on, this one included
     * @param within their calibrations began within this time
     */
    record ManyCalibrated(
            Around neighbours,
            Amount<Integer> count,
            Amount<Duration> within,
            @Nullable String permit) implements TamperSign {}

    /**
     * A calibration ends without the plateau of test gas (sign {@code no-test-gas}).
     *
     * @param gas the plateau lies between this and {@code top}
     * @param rise from near zero it is reached in this time, or between two samples
     * @param flat it lasts at least so long
     */
    record NoTestGas(Amount<Double> gas, Amount<Double> top, Amount<Duration> rise, Amount<Duration> flat)
            implements TamperSign {}

    /**
     * The sensor speaks, but has given no value that can be judged for long (sign {@code paused}): paused by hand, in
     * calibration, or reported bad.
     */
    record Paused(Amount<Duration> after) implements TamperSign {}
}
