package org.jiaoying.alerting.foresee;

import java.time.Instant;

/**
 * A call that would have been made.
 *
 * @param tier 1 for the first
 * @param atOnce whether it is made whatever happens; the others only if nobody before has answered
 */
public record ForeseenCall(Instant at, int tier, String tierName, String personId, String person, boolean atOnce) {}
