package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.simulators.feed.FeedMessage;

/** A device that says something in equal intervals. Safe for use by several threads. */
public interface SimulatedDevice {
    DeviceKey key();

    /** It speaks at every whole multiple of this since the epoch, plus {@link #phase}. */
    Duration cadence();

    /** Keeps devices from speaking all at once; less than {@link #cadence}. */
    Duration phase();

    /** What it says at one of its times; nothing if it is silent. */
    List<FeedMessage> say(Instant at);
}
