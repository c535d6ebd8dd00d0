package org.jiaoying.ingest.forward;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jiaoying.messaging.mqtt.Inbound;

/**
 * What was received and is not yet in the log, and up to when everything received is. Each message gets its time of receipt and
 * its place in one step, so that {@link #completeUntil} cannot overlook one between the two. Times of receipt never run
 * backwards, whatever the clock does.
 */
final class Arrivals {
    private final InstantSource clock;
    private final List<Lane> lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant latest = Instant.MIN;

    /** @param forward see {@link Lane}; gets the lane too */
    Arrivals(InstantSource clock, int laneCount, LaneWork forward) {
        this.clock = clock;
        this.lanes = IntStream.range(0, laneCount)
                .mapToObj(number -> lane(number, forward.forLane(number)))
                .toList();
    }

    /** What one lane does with its arrivals, and how it tells that one has been handed over. */
    interface LaneWork {
        LaneStep forLane(int number);
    }

    /** Forwards one arrival. */
    interface LaneStep {
        void forward(Arrival arrival, Runnable handedOver);
    }

    private static Lane lane(int number, LaneStep step) {
        Lane[] self = new Lane[1];
        Consumer<Arrival> forward = arrival -> step.forward(arrival, () -> self[0].handedOver(arrival));
        self[0] = new Lane("intake-" + number, forward);
        return self[0];
    }

    void start() {
        lanes.forEach(Lane::start);
    }

    /** Never blocks. */
    void add(Inbound message) {
        lock.lock();
        try {
            Lane lane = lanes.get(Math.floorMod(deviceHash(message.topic()), lanes.size()));
            lane.add(new Arrival(message, now()));
        } finally {
            lock.unlock();
        }
    }

    /** The same for all channels of a device. */
    private static int deviceHash(String topic) {
        int hash = 0;
        for (int i = 0, end = topic.lastIndexOf('/'); i < end; i++) {
            hash = 31 * hash + topic.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }

    /** Guarded by the lock. */
    private Instant now() {
        Instant now = clock.instant();
        latest = now.isAfter(latest) ? now : latest;
        return latest;
    }

    /** The latest time for which it is true that everything received by then has been handed to the log. */
    Instant completeUntil() {
        lock.lock();
        try {
            Instant until = now();
            for (Lane lane : lanes) {
                Instant oldest = lane.oldest();
                if (oldest != null && !oldest.isAfter(until)) {
                    until = oldest.minusMillis(1);
                }
            }
            return until;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        return lanes.stream().mapToInt(Lane::size).sum();
    }

    void clear() {
        lanes.forEach(Lane::clear);
    }

    void close() {
        lanes.forEach(Lane::close);
    }
}
