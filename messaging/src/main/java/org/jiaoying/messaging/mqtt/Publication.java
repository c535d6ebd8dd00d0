package org.jiaoying.messaging.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One message on its way out, and who waits to hear of it. */
final class Publication {
    /** Fixed header, lengths, id and properties of a PUBLISH packet, at the most. */
    private static final int PACKET_OVERHEAD = 5 + 2 + 2 + 4;

    final String topic;
    final byte[] payload;
    final int qos;
    final CompletableFuture<Published> outcome = new CompletableFuture<>();

    Publication(String topic, byte[] payload, int qos) {
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("a message is published with QoS 0 or 1, not " + qos);
        }
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
    }

    long packetBytes() {
        return (long) PACKET_OVERHEAD + topic.getBytes(StandardCharsets.UTF_8).length + payload.length;
    }
}
