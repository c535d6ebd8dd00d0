package org.jiaoying.alerting.call;

/** Where one call stands. Submitted and delivered are not contact; only an answer is. */
public enum CallState {
    /** Waits for the channel. */
    PENDING,
    /** The carrier has it. */
    SUBMITTED,
    /** The carrier says the phone has it. */
    DELIVERED,
    /** It did not reach the phone. */
    FAILED,
    /** The person acknowledged. */
    ANSWERED,
    /** The person asked for help: the next tier has to act. */
    HELP_ASKED,
    /** Not sent: it was no longer needed. */
    WITHDRAWN
}
