package org.jiaoying.messaging.mqtt;

/** Is told what becomes of a link. Called on the link's own thread, in order; must not block. */
public interface LinkListener {
    /** Hears nothing. */
    LinkListener NONE = new LinkListener() {};

    /**
     * The link stands and its subscriptions are confirmed.
     *
     * @param sessionKept the broker still had this client's session; false means that it was new or forgotten, and what was
     *     published since the last connection did not wait for this client
     */
    default void connected(boolean sessionKept) {}

    /** The link does not stand any more, or could not be made; it tries again by itself. */
    default void lost(Loss loss) {}
}
