package org.jiaoying.ingest.intake;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;

/**
 * A device whose clock gave cause for concern since this gateway started.
 *
 * @param offsetMillis by how much the newest stamp of its last stamped message was ahead of the time of receipt; negative: behind
 * @param replaced stamps replaced by the time of receipt
 * @param backward messages whose newest stamp was older than one before
 * @param lastMessageAt when the last message was received
 */
public record ClockReport(DeviceKey device, long offsetMillis, long replaced, long backward, Instant lastMessageAt) {}
