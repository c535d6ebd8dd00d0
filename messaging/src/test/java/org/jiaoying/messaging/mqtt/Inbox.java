package org.jiaoying.messaging.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what arrives, acknowledged at once or when the test says so. */
final class Inbox implements InboundHandler {
    final Queue<Inbound> messages = new ConcurrentLinkedQueue<>();
    private final boolean acknowledging;

    private Inbox(boolean acknowledging) {
        this.acknowledging = acknowledging;
    }

    static Inbox acknowledging() {
        return new Inbox(true);
    }

    static Inbox silent() {
        return new Inbox(false);
    }

    @Override
    public void received(Inbound message) {
        messages.add(message);
        if (acknowledging) {
            message.acknowledge();
        }
    }

    List<String> texts() {
        return messages.stream().map(Inbox::text).toList();
    }

    static String text(Inbound message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
