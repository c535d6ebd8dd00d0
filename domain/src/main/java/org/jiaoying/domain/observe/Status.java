package org.jiaoying.domain.observe;

import java.time.Instant;

/** What a device says about itself; {@code OFFLINE} is also the broker's word for it (the MQTT will message). */
public record Status(State state, Instant at, TimeBasis basis) implements Observation {

    /** The states of the feed contract. */
    public enum State {
        ONLINE,
        OFFLINE,
        CALIBRATING,
        FAULT,
        LOW_BATTERY
    }
}
