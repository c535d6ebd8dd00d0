package org.jiaoying.messaging.mqtt;

/**
 * A filter of topics that a link wants.
 *
 * @param filter may be shared between several links: {@code $share/group/filter}
 * @param qos 0 or 1
 */
public record Subscription(String filter, int qos) {
    public Subscription {
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("a subscription has QoS 0 or 1, not " + qos);
        }
    }

    public static Subscription to(String filter) {
        return new Subscription(filter, 1);
    }

    /** Shared by all links of the group: each message goes to one of them. */
    public static Subscription shared(String group, String filter) {
        return new Subscription("$share/" + group + "/" + filter, 1);
    }
}
