package org.jiaoying.messaging.mqtt;

/**
 * What the broker answered to a message it took.
 *
 * @param reasonCode 0, or 0x10: taken, but no subscription matched, so that nobody has it
 */
public record Published(int reasonCode) {
    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    /** Nobody subscribed to the topic, and the message is gone. Never known of QoS 0. */
    public boolean reachedNobody() {
        return reasonCode == NO_MATCHING_SUBSCRIBERS;
    }
}
