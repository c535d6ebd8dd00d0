package org.jiaoying.simulators.phones;

import org.jspecify.annotations.Nullable;

/**
 * One submit_sm: a text, or one part of a long one.
 *
 * @param system the bound system that sent it
 * @param from the sender's address, to which replies go
 * @param part absent for a text that is whole
 * @param reference the sender's own id of the message, if it gives one: a repeat of it is not shown twice
 */
record Submission(
        String system,
        SmsAddress from,
        SmsAddress to,
        TextCoding coding,
        byte[] octets,
        @Nullable Part part,
        ReceiptWish receipt,
        @Nullable String reference) {

    /** @param number 1 to {@code total} */
    record Part(int reference, int total, int number) {}

    /** What the sender asked to be told. */
    enum ReceiptWish {
        NONE,
        ALWAYS,
        ON_FAILURE
    }
}
