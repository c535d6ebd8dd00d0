package org.jiaoying.alerting.warning;

/** How far the calling of people has come. */
public enum Phase {
    /** Tier by tier. */
    STAGES,
    /** The present tier has been called once more, by the channels that its policy names for that. */
    AGAIN,
    /** Who did not answer is called once more, several times in a short while. */
    REPEATS,
    /** The superiors of those who still did not answer have been called. */
    SUPERIORS
}
