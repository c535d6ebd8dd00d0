package org.jiaoying.messaging.mqtt;

import java.util.EnumSet;
import java.util.Set;

/** Where a link is in its life. */
public enum LinkState {
    /** A connection is being made. */
    CONNECTING,
    /** The connection stands and the subscriptions are confirmed. */
    CONNECTED,
    /** The connection is gone; the next one is made after the back-off. */
    WAITING,
    /** The broker refused this client for a reason that needs a person; tried again, but rarely. */
    REFUSED,
    /** Closed by its owner; for good. */
    CLOSED;

    /** Where this state may lead. */
    Set<LinkState> next() {
        return switch (this) {
            case CONNECTING -> EnumSet.of(CONNECTED, WAITING, REFUSED, CLOSED);
            case CONNECTED -> EnumSet.of(WAITING, REFUSED, CLOSED);
            case WAITING, REFUSED -> EnumSet.of(CONNECTING, CLOSED);
            case CLOSED -> EnumSet.noneOf(LinkState.class);
        };
    }

    LinkState to(LinkState next) {
        if (!next().contains(next)) {
            throw new IllegalStateException("an MQTT link cannot go from " + this + " to " + next);
        }
        return next;
    }
}
