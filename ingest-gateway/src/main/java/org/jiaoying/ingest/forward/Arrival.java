package org.jiaoying.ingest.forward;

import java.time.Instant;
import org.jiaoying.messaging.mqtt.Inbound;

/** A message of a device that was received and is not yet in the log. */
record Arrival(Inbound message, Instant receivedAt) {}
