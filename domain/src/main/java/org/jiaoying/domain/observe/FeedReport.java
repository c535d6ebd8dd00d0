package org.jiaoying.domain.observe;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway got of one device since it told of it last.
 *
 * @param lastReceivedAt when the last message came, by the gateway's clock
 * @param offsetMillis by how much the newest stamp of its last stamped message was ahead of the time of receipt; negative: behind;
 *     absent where the device sends no stamps
 * @param messages all of them, refused ones included
 * @param values observations taken
 * @param late observations too old to warn of as if they were now
 * @param replaced observations whose stamp was no good: they hold at the time of receipt
 * @param refused refusals, of whole messages or of single values
 */
public record FeedReport(
        DeviceKey device,
        Instant lastReceivedAt,
        @Nullable Long offsetMillis,
        long messages,
        long values,
        long late,
        long replaced,
        long refused) {}
