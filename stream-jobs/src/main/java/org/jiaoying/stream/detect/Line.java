package org.jiaoying.stream.detect;

/**
 * A straight line through a row of samples by least squares.
 *
 * @param slope value per millisecond
 * @param error standard error of the slope, from the scatter about the line; 0 where two samples leave none
 * @param spread sum of the squared distances of the times from their mean, in milliseconds squared
 */
record Line(double slope, double error, double spread) {

    /**
     * @param from first index
     * @param to one after the last index; at least two samples of different times
     */
    static Line through(long[] times, double[] values, int from, int to) {
        int size = to - from;
        double meanTime = 0;
        double meanValue = 0;
        for (int i = from; i < to; i++) {
            // From the first, so that epoch milliseconds cost no digits.
            meanTime += (double) (times[i] - times[from]) / size;
            meanValue += values[i] / size;
        }
        double spread = 0;
        double common = 0;
        double total = 0;
        for (int i = from; i < to; i++) {
            double t = times[i] - times[from] - meanTime;
            double x = values[i] - meanValue;
            spread += t * t;
            common += t * x;
            total += x * x;
        }
        double slope = common / spread;
        double rest = Math.max(0, total - slope * common);
        return new Line(slope, size > 2 ? Math.sqrt(rest / (size - 2) / spread) : 0, spread);
    }
}
