package org.jiaoying.ingest.forward;

import java.time.Instant;
import java.util.List;
import org.jiaoying.ingest.intake.ClockReport;
import org.jiaoying.messaging.mqtt.LinkState;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is.
 *
 * @param link its link to the broker
 * @param handled messages whose effects are safe, since the start
 * @param waiting messages received that are not yet in the log
 * @param unsafe messages received that are not yet safe
 * @param lastHeartbeat up to when everything received stands in the log; null before the first
 * @param registeredDevices devices of the register this gateway knows
 * @param clocks devices whose clocks gave cause for concern, the furthest off first
 */
public record GatewayHealth(
        LinkState link,
        long handled,
        int waiting,
        long unsafe,
        @Nullable Instant lastHeartbeat,
        int registeredDevices,
        List<ClockReport> clocks) {}
