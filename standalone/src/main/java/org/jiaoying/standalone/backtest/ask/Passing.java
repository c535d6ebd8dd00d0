package org.jiaoying.standalone.backtest.ask;

import org.jiaoying.messaging.codec.ObservationEntry;

/** Counts the messages that go by, and stops those of a backtest that would go on too long. Counted on one thread. */
final class Passing {
    private final int most;
    private volatile long messages;

    Passing(int most) {
        this.most = most;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void note(ObservationEntry entry) {
        if (entry instanceof ObservationEntry.Message) {
            messages++;
            if (tooMany()) {
                throw new IllegalStateException("more than " + most + " messages");
            }
        }
    }

    long messages() {
        return messages;
    }

    boolean tooMany() {
        return messages > most;
    }
}
