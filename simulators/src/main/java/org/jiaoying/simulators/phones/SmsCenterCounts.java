package org.jiaoying.simulators.phones;

/**
 * What the center has done since its start.
 *
 * @param submissions taken, each part of a long text counted
 * @param repeats recognised as such and not shown again
 * @param refusedSubmissions answered with an error
 * @param replies written by people
 * @param refusedDeliveries receipts and replies that a bound system refused for good
 * @param waiting what is planned or under way
 */
public record SmsCenterCounts(
        long submissions, long repeats, long refusedSubmissions, long replies, long refusedDeliveries, int waiting) {}
