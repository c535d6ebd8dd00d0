package org.jiaoying.ingest.history;

import java.time.Instant;

/** One point of a curve: a reading, or what an interval that begins at {@code at} came to. */
public record Sample(Instant at, double value) {}
