package org.jiaoying.messaging.codec;

import java.time.Instant;
import org.jiaoying.domain.observe.DeviceMessage;

/** What stands in topic {@code observations}. */
public sealed interface ObservationEntry {

    /** What a device said. */
    record Message(DeviceMessage message) implements ObservationEntry {}

    /** "Everything this gateway had received by {@code at} stands before this in this partition." */
    record Heartbeat(String gateway, Instant at) implements ObservationEntry {}
}
