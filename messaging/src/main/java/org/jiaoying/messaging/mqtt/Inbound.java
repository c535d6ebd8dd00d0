package org.jiaoying.messaging.mqtt;

/** A message that came from the broker and is the broker's still, until it is acknowledged. */
public interface Inbound {
    String topic();

    /** What was sent; belongs to the receiver of this message, nobody writes to it any more. */
    byte[] payload();

    /** Whether the broker had kept it, rather than somebody having sent it now. */
    boolean retained();

    /**
     * Tells the broker that this message is safe here and need not come again. May be called from any thread, late, and more
     * than once. The broker is told in the order of arrival: a message whose predecessor is not acknowledged waits for it.
     * After the connection it came by is lost this does nothing: the broker sends the message again, on the next one.
     */
    void acknowledge();
}
