package org.jiaoying.simulators.site;

import java.util.concurrent.CompletionStage;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.simulators.feed.FeedMessage;

/** Sends a message of a device; completes when the broker has it. */
@FunctionalInterface
public interface FeedPublisher {
    CompletionStage<?> publish(FeedMessage message);

    /** Over an MQTT link that has the enterprise's credentials, QoS 1. */
    static FeedPublisher over(MqttLink link) {
        return message -> link.publish(message.topic(), message.payload(), 1);
    }
}
