package org.jiaoying.alerting.roster;

import java.time.Instant;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Level;

/** The times of a level, and from when they hold. */
public record RosterPolicy(Level level, Instant from, Policy policy) {}
