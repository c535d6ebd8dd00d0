package org.jiaoying.simulators.phones;

import java.time.Instant;

/** What the center owes a bound system, as one or more deliver_sm; kept until the system acknowledged it. */
sealed interface Delivery {
    /** The center's id, the same in each repeat. */
    String id();

    /** The system it is for. */
    String system();

    /** The phone's address. */
    SmsAddress from();

    SmsAddress to();

    /** What became of a text that {@link #system} sent; {@code id} is the one it was told then. */
    record Receipt(
            String id,
            String system,
            SmsAddress from,
            SmsAddress to,
            Instant submittedAt,
            Instant doneAt,
            DeliveryState state,
            String text)
            implements Delivery {}

    /** What the person with the phone wrote. */
    record Reply(String id, String system, SmsAddress from, SmsAddress to, String text) implements Delivery {}
}
