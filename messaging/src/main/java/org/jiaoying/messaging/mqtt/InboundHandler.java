package org.jiaoying.messaging.mqtt;

/** Takes what arrives over a link. */
@FunctionalInterface
public interface InboundHandler {
    /**
     * Takes one message, on the link's own thread, in the order of arrival, never two at a time. Must only enqueue: while it
     * runs, nothing else arrives and no publication completes. It does not acknowledge by returning: each message has to be
     * acknowledged, or the broker stops sending at the receive maximum.
     *
     * @throws RuntimeException drops the connection; the broker sends the message again on the next one
     */
    void received(Inbound message);
}
