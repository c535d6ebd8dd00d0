package org.jiaoying.alerting.roster;

import java.time.Instant;

/**
 * A person is away (请假), and another one stands in: in duty rosters, and in the tiers that name the person.
 *
 * @param to the first instant at which they are back
 * @param standIn id of who answers instead
 */
public record Leave(String person, Instant from, Instant to, String standIn, String reason) {

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Names the leave in the tables. */
    public String id() {
        return person + "@" + from;
    }
}
