package org.jiaoying.domain.baseline;

/**
 * What is normal in one cell of a {@link Baseline}, robustly: half of the history may be wild without moving it far.
 *
 * @param median of the values, in the point's unit
 * @param deviation median of the distances from the median, times 1.4826: for a normal distribution its standard deviation (F. R.
 *     Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974)
 * @param count how many values it was learned from
 */
public record Normal(double median, double deviation, int count) {}
