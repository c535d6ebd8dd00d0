package org.jiaoying.alerting.warning;

import java.time.Instant;

/** The end of a warning: when, by whom, why. */
public record Closing(Instant at, String by, String reason) {}
