package org.jiaoying.simulators.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.site.SimulatedDevice;

/** What a camera's analytics see again and again, or its own state that it repeats. */
record Sights(DeviceKey camera, String type, double confidence, Duration cadence, Instant from, Instant until)
        implements SimulatedDevice {

    @Override
    public DeviceKey key() {
        return camera;
    }

    @Override
    public Duration phase() {
        return Duration.ofMillis(3_007 % cadence.toMillis());
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        if (at.isBefore(from) || !at.isBefore(until)) {
            return List.of();
        }
        String id = camera.device() + "-" + type + "-" + at.getEpochSecond();
        return List.of(FeedMessage.scene(camera, at, id, type, confidence));
    }
}
