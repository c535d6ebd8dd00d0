package org.jiaoying.stream.host;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.jiaoying.stream.log.Observed;

/**
 * Moves event time by the gateways' heartbeats, and by nothing else: a device whose clock is wrong cannot move it, and it
 * moves when all devices are silent. One for each partition; Flink takes the least.
 */
public final class HeartbeatWatermarks implements WatermarkGenerator<Observed> {
    private final long latenessMillis;

    /** @param latenessMillis how far one gateway may lag behind another */
    public HeartbeatWatermarks(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void onEvent(Observed observed, long eventTimestamp, WatermarkOutput output) {
        if (observed.heartbeat()) {
            output.emitWatermark(new Watermark(observed.at() - latenessMillis));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // At once with the heartbeat, or not at all.
    }
}
