package org.jiaoying.stream.detect;

import org.jspecify.annotations.Nullable;

/**
 * The second stage of creep, in which a slope moves at an even pace, as the velocities of consecutive windows show it. The
 * velocities of windows are gone through from the oldest: the first that are even among themselves make the stage; a later one
 * belongs to it unless it lies beyond the stage's scatter; so the acceleration before a failure does not raise it. If the slope
 * keeps to another even pace for twice the time that makes a stage, that is the stage from then on.
 *
 * @param velocity mean velocity of the stage (v_eq)
 * @param scatter standard deviation of the velocities of its windows
 * @param windows how many windows belong to it
 */
record UniformStage(double velocity, double scatter, int windows) {
    /** A window beyond so many standard deviations does not belong to the stage. */
    private static final double OUTSIDE = 3;

    /** The mean of a stage that moves is so many times its standard error. */
    private static final double CERTAIN = 3;

    /** The later half of an even stage may be faster than the earlier half by this factor. */
    private static final double UNEVEN = 1.5;

    /**
     * @param velocities of windows, oldest first
     * @param least so many windows make a stage
     * @return null while none is established
     */
    static @Nullable UniformStage in(double[] velocities, int least) {
        UniformStage stage = null;
        int skipped = 0;
        for (int i = 0; i < velocities.length; i++) {
            if (stage == null) {
                stage = i + 1 >= least ? even(velocities, i + 1 - least, i + 1) : null;
            } else if (stage.beyond(velocities[i], 0, OUTSIDE)) {
                skipped++;
                UniformStage next = skipped >= 2 * least ? even(velocities, i + 1 - 2 * least, i + 1) : null;
                if (next != null) {
                    stage = next;
                    skipped = 0;
                }
            } else {
                skipped = 0;
                stage = stage.with(velocities[i]);
            }
        }
        return stage;
    }

    /** Whether it moves at all: a mean that chance explains is no v_eq, and any pace against it would look like a failure. */
    boolean moves() {
        return velocity > 0 && velocity > CERTAIN * scatter / Math.sqrt(windows);
    }

    /** Whether a velocity with this standard error is faster than the stage by more than so many standard deviations. */
    boolean beyond(double faster, double error, double deviations) {
        return faster - velocity > deviations * Math.hypot(scatter, error);
    }

    private UniformStage with(double next) {
        double mean = velocity + (next - velocity) / (windows + 1);
        double squares = scatter * scatter * (windows - 1) + (next - velocity) * (next - mean);
        return new UniformStage(mean, Math.sqrt(squares / windows), windows + 1);
    }

    /** The stage that these windows make, unless they are still gathering or losing speed. */
    private static @Nullable UniformStage even(double[] velocities, int from, int to) {
        int middle = (from + to) / 2;
        double earlier = mean(velocities, from, middle);
        double later = mean(velocities, middle, to);
        double mean = mean(velocities, from, to);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (velocities[i] - mean) * (velocities[i] - mean);
        }
        double scatter = Math.sqrt(squares / (to - from - 1));
        // What chance does to a half's mean is no trend.
        double chance = 2 * scatter / Math.sqrt(middle - from);
        boolean gathers = later > UNEVEN * Math.max(earlier, 0) && later - earlier > chance;
        boolean loses = earlier > UNEVEN * Math.max(later, 0) && earlier - later > chance;
        return gathers || loses ? null : new UniformStage(mean, scatter, to - from);
    }

    private static double mean(double[] velocities, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += velocities[i];
        }
        return sum / (to - from);
    }
}
