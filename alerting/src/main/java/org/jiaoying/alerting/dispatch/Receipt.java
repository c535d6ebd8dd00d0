package org.jiaoying.alerting.dispatch;

/**
 * What a carrier says became of a text.
 *
 * @param carrierId under which the carrier took it, in the form of {@link Submission.Accepted}
 * @param status as the carrier says, such as {@code DELIVRD}
 * @param error the carrier's code; empty if it gave none
 */
public record Receipt(String carrier, String carrierId, Outcome outcome, String status, String error) {

    /** What it means for us. */
    public enum Outcome {
        /** The phone has it. */
        DELIVERED,
        /** It will not reach the phone. */
        FAILED,
        /** On its way; more will be said. */
        UNDER_WAY
    }
}
