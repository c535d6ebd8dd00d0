package org.jiaoying.alerting.warning;

import java.time.Instant;

/** A warning laid to rest, always with an end. */
public record Shelf(Instant until, String by, String reason) {}
