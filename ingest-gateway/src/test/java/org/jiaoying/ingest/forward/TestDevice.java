package org.jiaoying.ingest.forward;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.messaging.mqtt.InboundHandler;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.messaging.mqtt.Published;
import org.jiaoying.messaging.mqtt.Subscription;

/** A device of a test, or an enterprise's own client. */
final class TestDevice implements AutoCloseable {
    private final MqttLink link;

    TestDevice(String broker, String clientId, String user, String password, InboundHandler handler, String... filters)
            throws InterruptedException {
        Subscription[] subscriptions = new Subscription[filters.length];
        for (int i = 0; i < filters.length; i++) {
            subscriptions[i] = Subscription.to(filters[i]);
        }
        this.link = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker), clientId)
                        .credentials(user, password)
                        .subscribe(subscriptions)
                        .publishRoom(100_000)
                        .build(),
                handler);
        if (!link.awaitConnected(Duration.ofSeconds(20))) {
            throw new IllegalStateException("the test's device could not connect: " + link.state());
        }
    }

    CompletableFuture<Published> publish(String topic, String payload) throws InterruptedException {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    CompletableFuture<Published> publish(String topic, byte[] payload) throws InterruptedException {
        return link.publishWhenRoom(topic, payload, 1, Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        link.close();
    }
}
