package org.jiaoying.simulators.load;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;

/**
 * A breach that was put into the load on purpose.
 *
 * @param point always the first
 * @param at the message's own time: the event time of the breach
 * @param value above the limit
 * @param sentNanos {@link System#nanoTime} right before it was sent
 */
public record Injection(DeviceKey device, String point, Instant at, double value, long sentNanos) {}
