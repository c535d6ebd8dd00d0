package org.jiaoying.simulators.phones;

import java.time.Instant;
import org.jiaoying.simulators.phones.Submission.ReceiptWish;
import org.jspecify.annotations.Nullable;

/** A submit_sm the center took: what it needs to know to tell its sender the outcome. */
final class Message {
    private final String id;
    private final Submission submission;
    private final Instant acceptedAt;
    private Delivery.@Nullable Receipt receipt;

    Message(String id, Submission submission, Instant acceptedAt) {
        this.id = id;
        this.submission = submission;
        this.acceptedAt = acceptedAt;
    }

    String id() {
        return id;
    }

    Submission submission() {
        return submission;
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    /** The receipt, once the outcome is known and if the sender wishes one. */
    Delivery.@Nullable Receipt receipt() {
        return receipt;
    }

    /** Records the outcome; the receipt that is owed for it, if any. */
    Delivery.@Nullable Receipt settle(DeliveryState state, String text, Instant now) {
        ReceiptWish wish = submission.receipt();
        boolean owed = wish == ReceiptWish.ALWAYS || (wish == ReceiptWish.ON_FAILURE && state != DeliveryState.DELIVRD);
        receipt = owed
                ? new Delivery.Receipt(
                        id, submission.system(), submission.to(), submission.from(), acceptedAt, now, state, text)
                : null;
        return receipt;
    }
}
