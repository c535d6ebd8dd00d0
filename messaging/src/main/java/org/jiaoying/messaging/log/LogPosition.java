package org.jiaoying.messaging.log;

/** Where a record stands in its topic. */
public record LogPosition(int partition, long offset) {}
