package org.jiaoying.simulators.site;

/**
 * What simulated devices have sent.
 *
 * @param published taken by the broker
 * @param failed refused for good
 * @param dropped oldest first, because more waited for the broker than is kept
 * @param waiting for the broker to be there again
 * @param skipped times of devices that passed while nobody ran what was due
 */
public record SiteCounts(long published, long failed, long dropped, int waiting, long skipped) {}
