package org.jiaoying.standalone.drill;

import java.time.Instant;
import java.time.InstantSource;
import org.jiaoying.standalone.replay.HandMovedClock;

/** Goes with the wall while people are being called, then stands where it was and is moved by hand. */
final class DrillClock implements InstantSource {
    private volatile InstantSource source;

    DrillClock(InstantSource wall) {
        this.source = wall;
    }

    @Override
    public Instant instant() {
        return source.instant();
    }

    /** @return what moves it from now on */
    HandMovedClock takeInHand() {
        var hand = new HandMovedClock(source.instant());
        source = hand;
        return hand;
    }
}
