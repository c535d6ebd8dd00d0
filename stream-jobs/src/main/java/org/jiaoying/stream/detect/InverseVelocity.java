package org.jiaoying.stream.detect;

import org.jspecify.annotations.Nullable;

/**
 * The time of failure from velocities that rise: the inverse of the velocity falls towards zero, and where the line through it
 * meets zero the slope fails (T. Fukuzono, "A new method for predicting the failure time of a slope", Proc. 4th Int. Conf. and
 * Field Workshop on Landslides, Tokyo, 1985). With B. Voight, "A method for prediction of volcanic eruptions", Nature 332, 1988,
 * the acceleration is {@code A v^alpha}, so that {@code v^(1-alpha)} is what falls in a straight line; alpha is 2 for the
 * inverse velocity itself, and 1.5 to 2.2 in Fukuzono's experiments. The time named is that of alpha 2, which is the earlier
 * one where the curve bends: too late is worse than too early. The band covers both exponents, each with the confidence
 * interval that the covariance of its line gives, and half a window more, because a velocity is not known to a finer time.
 *
 * @param at milliseconds
 * @param deviation standard deviation of {@code at} from the covariance of the line, in milliseconds
 * @param fit R² of the line through the inverse velocities
 */
record InverseVelocity(double at, double earliest, double latest, double deviation, double fit) {
    private static final double[] EXPONENTS = {2, 1.5};

    /** Student's t for 95 % by degrees of freedom, from 2. */
    private static final double[] STUDENT = {4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    /** A velocity of one window, and its standard error, in units a millisecond. */
    record Pace(double at, double velocity, double error) {}

    /**
     * @param paces at least four, oldest first, all positive
     * @return null where the inverse velocities do not fall
     */
    static @Nullable InverseVelocity of(Pace[] paces, double windowMillis) {
        Fit[] fits = new Fit[EXPONENTS.length];
        double student = STUDENT[Math.min(STUDENT.length - 1, paces.length - 4)];
        double earliest = Double.MAX_VALUE;
        double latest = -Double.MAX_VALUE;
        for (int i = 0; i < EXPONENTS.length; i++) {
            Fit fit = fit(paces, EXPONENTS[i] - 1);
            if (fit == null) {
                return null;
            }
            fits[i] = fit;
            earliest = Math.min(earliest, fit.at - student * fit.deviation);
            latest = Math.max(latest, fit.at + student * fit.deviation);
        }
        double margin = windowMillis / 2;
        return new InverseVelocity(
                fits[0].at, earliest - margin, latest + margin, fits[0].deviation, fits[0].determination);
    }

    private record Fit(double at, double deviation, double determination) {}

    /** The line through {@code v^-power}; null where it does not fall. */
    private static @Nullable Fit fit(Pace[] paces, double power) {
        int size = paces.length;
        double origin = paces[0].at;
        double meanTime = 0;
        double mean = 0;
        double measured = 0;
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            Pace pace = paces[i];
            y[i] = Math.pow(pace.velocity, -power);
            meanTime += (pace.at - origin) / size;
            mean += y[i] / size;
            double error = power * y[i] * pace.error / pace.velocity;
            measured += error * error / size;
        }
        double spread = 0;
        double common = 0;
        double total = 0;
        for (int i = 0; i < size; i++) {
            double t = paces[i].at - origin - meanTime;
            spread += t * t;
            common += t * (y[i] - mean);
            total += (y[i] - mean) * (y[i] - mean);
        }
        double slope = common / spread;
        if (!(slope < 0)) {
            return null;
        }
        double rest = Math.max(0, total - slope * common);
        // Four points may lie on a line by luck: the velocities are known no better than they were measured.
        double variance = Math.max(rest / (size - 2), measured);
        double ahead = -mean / slope;
        double deviation = Math.sqrt(variance / size + ahead * ahead * variance / spread) / -slope;
        return new Fit(origin + meanTime + ahead, deviation, total == 0 ? 0 : 1 - rest / total);
    }
}
