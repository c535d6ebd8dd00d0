package org.jiaoying.alerting.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text to hand to a carrier.
 *
 * @param id the idempotency key: the same for every try
 * @param purpose {@code call}, {@code notice} for the answer to an answer, or {@code digest} for several calls in one text
 * @param callId the call it makes; absent for a notice and a digest
 * @param urgency higher first among what is due
 * @param due not before
 * @param tries how often a hand-over was begun before
 * @param particulars what it is about; absent for a notice
 */
public record Outgoing(
        String id,
        String channel,
        String address,
        String text,
        String purpose,
        @Nullable String callId,
        int urgency,
        Instant due,
        int tries,
        @Nullable Particulars particulars) {

    /** The urgency of what is about a red warning. */
    public static final int RED = 4;

    /** So begins the id of a text that carries several calls. */
    public static final String DIGEST = "digest-";

    /** Stands at the end of a text for the end of its link, wherever the text is kept. */
    public static final String HIDDEN = "****";

    public Outgoing(
            String id,
            String channel,
            String address,
            String text,
            String purpose,
            @Nullable String callId,
            int urgency,
            Instant due,
            int tries) {
        this(id, channel, address, text, purpose, callId, urgency, due, tries, null);
    }

    /** As the carrier gets it: with the end of the link, where there is one. */
    public Outgoing revealing(@Nullable String secret) {
        if (secret == null || !text.endsWith(HIDDEN)) {
            return this;
        }
        return new Outgoing(
                id,
                channel,
                address,
                text.substring(0, text.length() - HIDDEN.length()) + secret,
                purpose,
                callId,
                urgency,
                due,
                tries,
                particulars);
    }
}
