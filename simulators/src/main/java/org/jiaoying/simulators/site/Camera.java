package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.simulators.feed.FeedMessage;

/** A camera with analytics: says that it works, and now and then believes to see something, without much confidence. */
final class Camera implements SimulatedDevice {
    private static final Duration CADENCE = Duration.ofMinutes(1);
    private static final double DOUBTS_PER_MINUTE = 1.0 / 90;
    private static final List<String> SEEN = List.of("no_helmet", "intrusion", "absent");

    private final DeviceKey key;
    private final Stage stage;
    private final Noise noise;

    Camera(DeviceKey key, Stage stage) {
        this.key = key;
        this.stage = stage;
        this.noise = stage.noise("camera " + key);
    }

    @Override
    public DeviceKey key() {
        return key;
    }

    @Override
    public Duration cadence() {
        return CADENCE;
    }

    @Override
    public Duration phase() {
        return Phases.of(key, CADENCE);
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        if (stage.silent(key.device(), at)) {
            return List.of();
        }
        long minute = Math.floorDiv(at.toEpochMilli(), CADENCE.toMillis());
        var messages = new ArrayList<FeedMessage>();
        messages.add(FeedMessage.status(key, at, Status.State.ONLINE));
        if (noise.uniform(minute) < DOUBTS_PER_MINUTE) {
            String type = SEEN.get((int) (noise.uniform(~minute) * SEEN.size()));
            double confidence = Instrument.quantised(0.15 + 0.25 * noise.uniform(-minute), 0.01, 0, 1);
            messages.add(FeedMessage.scene(key, at, key.device() + "-" + minute, type, confidence));
        }
        return messages;
    }
}
