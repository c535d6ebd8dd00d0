package org.jiaoying.simulators.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.site.SimulatedDevice;

/**
 * People besides the shifts, in one zone: their cards are read twice a minute.
 *
 * @param first number of the first card
 * @param leaves whether they are seen to leave; otherwise their cards are not read any more
 * @param sos whether the first of them presses the button, once, half-way
 * @param apart metres between them; 0 for cards that one person carries
 */
record Visitors(
        DeviceKey station,
        String zone,
        int first,
        int people,
        Instant from,
        Instant until,
        boolean leaves,
        boolean sos,
        double apart)
        implements SimulatedDevice {
    private static final Duration CADENCE = Duration.ofSeconds(30);

    @Override
    public DeviceKey key() {
        return station;
    }

    @Override
    public Duration cadence() {
        return CADENCE;
    }

    @Override
    public Duration phase() {
        return Duration.ofMillis(7_013);
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        var messages = new ArrayList<FeedMessage>();
        boolean here = !at.isBefore(from) && at.isBefore(until);
        boolean before = !at.minus(CADENCE).isBefore(from) && at.minus(CADENCE).isBefore(until);
        Instant half = from.plus(Duration.between(from, until).dividedBy(2));
        for (int person = 0; person < people; person++) {
            if (here) {
                messages.add(read(at, person, before ? Movement.FIX : Movement.ENTER));
            } else if (before && leaves) {
                messages.add(read(at, person, Movement.LEAVE));
            }
        }
        if (sos && here && !at.isBefore(half) && at.minus(CADENCE).isBefore(half)) {
            messages.add(read(at.plusMillis(200), 0, Movement.SOS));
        }
        return messages;
    }

    /** They walk up and down a hundred metres of the zone, some decimetres this side or that. */
    private FeedMessage read(Instant at, int person, Movement movement) {
        double walked = at.getEpochSecond() % 400 / 2.0;
        double along = walked < 100 ? walked : 200 - walked;
        double jitter = (at.getEpochSecond() * 7 + person * 13L) % 5 / 10.0;
        return FeedMessage.position(
                station, at, "P" + (first + person), zone, movement, along + apart * person + jitter, 2 + jitter);
    }
}
