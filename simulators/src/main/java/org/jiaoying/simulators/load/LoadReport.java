package org.jiaoying.simulators.load;

import java.time.Duration;

/**
 * What a load has done.
 *
 * @param sent messages given to the broker's link
 * @param acknowledged taken by the broker
 * @param failed not taken
 * @param running for how long
 * @param outstanding sent and not yet answered
 * @param mostOutstanding the largest number of those, seen once a millisecond
 * @param behind messages that ought to have been sent by now and were not
 */
public record LoadReport(
        long sent,
        long acknowledged,
        long failed,
        Duration running,
        long outstanding,
        long mostOutstanding,
        long behind) {

    /** Messages a second that the broker took. */
    public double messagesPerSecond() {
        return running.isZero() ? 0 : acknowledged * 1e9 / running.toNanos();
    }

    /** Values a second that the broker took. */
    public double readingsPerSecond() {
        return messagesPerSecond() * LoadPlan.VALUES;
    }
}
