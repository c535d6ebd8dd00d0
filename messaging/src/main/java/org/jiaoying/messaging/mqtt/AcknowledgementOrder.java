package org.jiaoying.messaging.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Tells the broker of acknowledged messages in the order in which they came, as MQTT demands, whatever the order in which
 * they are acknowledged here. For one connection; safe for use by several threads.
 */
final class AcknowledgementOrder {

    /** A message of this connection the broker was not told of yet. */
    static final class Unacknowledged {
        private final int id;
        private boolean acknowledged;

        private Unacknowledged(int id) {
            this.id = id;
        }
    }

    private final Deque<Unacknowledged> byArrival = new ArrayDeque<>();
    private final IntConsumer tellBroker;

    /** @param tellBroker takes a message id; called under a lock, must not block */
    AcknowledgementOrder(IntConsumer tellBroker) {
        this.tellBroker = tellBroker;
    }

    synchronized Unacknowledged arrived(int id) {
        var message = new Unacknowledged(id);
        byArrival.addLast(message);
        return message;
    }

    synchronized void acknowledge(Unacknowledged message) {
        message.acknowledged = true;
        while (!byArrival.isEmpty() && byArrival.getFirst().acknowledged) {
            tellBroker.accept(byArrival.removeFirst().id);
        }
    }

    synchronized int size() {
        return byArrival.size();
    }
}
