package org.jiaoying.alerting.roster;

import java.time.Instant;

/**
 * Somebody else has the duty of a roster for a time (换班), whatever its rotation says.
 *
 * @param to the first instant at which the rotation holds again
 */
public record DutyOverride(String roster, Instant from, Instant to, String person, String reason) {

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Names the override in the tables. */
    public String id() {
        return roster + "@" + from;
    }
}
