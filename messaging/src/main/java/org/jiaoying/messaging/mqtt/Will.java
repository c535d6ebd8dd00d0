package org.jiaoying.messaging.mqtt;

/** What the broker publishes for a client that went away without saying so; QoS 1, not retained. */
public record Will(String topic, byte[] payload) {}
