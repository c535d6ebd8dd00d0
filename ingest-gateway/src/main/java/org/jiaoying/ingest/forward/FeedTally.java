package org.jiaoying.ingest.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.ingest.intake.DeviceClocks;
import org.jiaoying.ingest.intake.FeedTopic;
import org.jiaoying.ingest.intake.IntakeResult;
import org.jiaoying.ingest.register.Register;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each registered device sent since it was last told of; at most one entry for each of them, whatever topics are
 * published. Safe for several threads.
 */
final class FeedTally {
    static final Duration EVERY = Duration.ofSeconds(15);

    private static final class Counts {
        private Instant lastReceivedAt = Instant.EPOCH;
        private long messages;
        private long values;
        private long late;
        private long replaced;
        private long refused;
    }

    private final Register register;
    private final DeviceClocks clocks;
    private final Map<DeviceKey, Counts> devices = new HashMap<>();
    private Instant lastTold = Instant.EPOCH;

    FeedTally(Register register, DeviceClocks clocks) {
        this.register = register;
        this.clocks = clocks;
    }

    /** A message whose effects are safe. */
    void note(String topic, Instant receivedAt, IntakeResult result) {
        DeviceKey device = device(topic, result.accepted());
        if (device == null) {
            return;
        }
        int refused = 0;
        for (int count : result.refused()) {
            refused += count;
        }
        synchronized (this) {
            Counts counts = devices.computeIfAbsent(device, unseen -> new Counts());
            counts.messages++;
            counts.refused += refused;
            counts.lastReceivedAt = receivedAt.isAfter(counts.lastReceivedAt) ? receivedAt : counts.lastReceivedAt;
            if (result.accepted() != null) {
                for (Observation observation : result.accepted().observations()) {
                    counts.values++;
                    counts.late += observation.basis() == TimeBasis.LATE ? 1 : 0;
                    counts.replaced += observation.basis() == TimeBasis.REPLACED ? 1 : 0;
                }
            }
        }
    }

    private @Nullable DeviceKey device(String topic, @Nullable DeviceMessage accepted) {
        if (accepted != null) {
            return accepted.device();
        }
        FeedTopic feed = FeedTopic.parse(topic);
        return feed == null || register.device(feed.device().toString()) == null ? null : feed.device();
    }

    /** The devices that sent since they were last told of; nothing while that is less than {@link #EVERY} ago. */
    synchronized List<FeedReport> due(Instant now) {
        if (now.isBefore(lastTold.plus(EVERY))) {
            return List.of();
        }
        lastTold = now;
        return take();
    }

    /** The same, at once. */
    synchronized List<FeedReport> take() {
        var reports = new ArrayList<FeedReport>(devices.size());
        devices.forEach((device, counts) -> reports.add(new FeedReport(
                device,
                counts.lastReceivedAt,
                clocks.offsetMillis(device),
                counts.messages,
                counts.values,
                counts.late,
                counts.replaced,
                counts.refused)));
        devices.clear();
        return reports;
    }
}
