package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jspecify.annotations.Nullable;

/**
 * The people of three shifts, each with a card: down by the shaft, along the roadway, to their place of work, and back before the
 * shift ends. The positioning station reports every card it sees once a minute, and each change of zone.
 */
final class Crew implements SimulatedDevice {
    private static final Duration CADENCE = Duration.ofMinutes(1);
    private static final int MAINTENANCE = 8;
    private static final int PRODUCTION = 16;
    private static final double JITTER_METRES = 0.4;

    private final DeviceKey station;
    private final Stage stage;
    private final Noise noise;

    Crew(DeviceKey station, Stage stage) {
        this.station = station;
        this.stage = stage;
        this.noise = stage.noise("crew");
    }

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
        return Phases.of(station, CADENCE);
    }

    @Override
    public List<FeedMessage> say(Instant at) {
        var messages = new ArrayList<FeedMessage>();
        if (stage.silent(station.device(), at)) {
            return messages;
        }
        for (int shift = 0; shift < 3; shift++) {
            for (int person = 0; person < (shift == 0 ? MAINTENANCE : PRODUCTION); person++) {
                report(shift, person, at, messages);
            }
        }
        return messages;
    }

    private void report(int shift, int person, Instant at, List<FeedMessage> messages) {
        String tag = "P" + (1000 + shift * 100 + person);
        String zone = zone(shift, person, at);
        String before = zone(shift, person, at.minus(CADENCE));
        if (before != null && !before.equals(zone)) {
            messages.add(position(at, tag, before, Movement.LEAVE));
        }
        if (zone != null) {
            messages.add(position(at, tag, zone, zone.equals(before) ? Movement.FIX : Movement.ENTER));
        }
    }

    /** Where a person is; null above ground. */
    private @Nullable String zone(int shift, int person, Instant at) {
        if (Shifts.shift(at) != shift) {
            return null;
        }
        double late = 10 + 10 * noise.uniform(person + 100L * shift);
        double minutes = Shifts.hoursIn(at) * 60 - late;
        double left = 8 * 60 - 20 - 10 * noise.uniform(person + 1_000L + 100L * shift) - Shifts.hoursIn(at) * 60;
        double fromSurface = Math.min(minutes, left);
        if (fromSurface < 0) {
            return null;
        }
        if (fromSurface < 8) {
            return "shaft";
        }
        return fromSurface < 25 ? "roadway" : (person % 2 == 0 ? "W1203" : "H1305");
    }

    private FeedMessage position(Instant at, String tag, String zone, Movement movement) {
        double along = 40 + 100 * noise.drift(at, Duration.ofMinutes(30));
        var jitter = new Noise(tag.hashCode(), "jitter");
        double x = Instrument.quantised(along + JITTER_METRES * jitter.white(at), 0.1, -10_000, 10_000);
        double y = Instrument.quantised(2 + JITTER_METRES * jitter.white(at.plusMillis(1)), 0.1, -10_000, 10_000);
        return FeedMessage.position(station, at, tag, zone, movement, x, y);
    }
}
