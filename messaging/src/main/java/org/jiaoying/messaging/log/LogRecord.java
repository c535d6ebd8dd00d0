package org.jiaoying.messaging.log;

import org.jspecify.annotations.Nullable;

/**
 * One record read from the log.
 *
 * @param value null where the key was removed from a compacted topic
 */
public record LogRecord(
        int partition, long offset, @Nullable String key, byte @Nullable [] value) {}
