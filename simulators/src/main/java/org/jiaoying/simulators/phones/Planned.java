package org.jiaoying.simulators.phones;

import java.time.Instant;
import java.util.Comparator;

/**
 * One thing the center will do at a time of the clock.
 *
 * @param order breaks ties: first planned, first done
 * @param attempt how often it was tried before
 */
record Planned(Instant due, long order, Task task, int attempt) {
    static final Comparator<Planned> BY_TIME =
            Comparator.comparing(Planned::due).thenComparingLong(Planned::order);

    /** What is to be done. */
    sealed interface Task {}

    /**
     * Tells a bound system something.
     *
     * @param phone the normal form of the phone's number; what concerns one phone stays in order
     * @param habit whether it comes from the phone's behaviour, and so is dropped when the behaviour is changed
     */
    record Send(Delivery delivery, String phone, boolean habit) implements Task {}

    /** Gives up on a long text of which parts are missing. */
    record GiveUpParts(LongText text) implements Task {}

    /** Gives up on a text for a phone that stayed off. */
    record GiveUpHeld(Phone phone, Phone.Held held) implements Task {}
}
