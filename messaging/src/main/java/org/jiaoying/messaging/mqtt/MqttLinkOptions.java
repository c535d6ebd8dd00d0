package org.jiaoying.messaging.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a link is made and kept.
 *
 * @param broker {@code tcp://host:port}, or {@code ssl://host:port}
 * @param authorities for {@code ssl://}: a PEM file with the certificates of those who may vouch for the broker; null for
 *     those the JVM trusts
 * @param clientId one for each link at a broker: a second one with the same id takes the session of the first
 * @param user with the password, or null for neither
 * @param cleanStart forget the session the broker has of this client, at the first connection; never at a reconnection
 * @param sessionExpiry how long the broker keeps session and messages for a client that is away; zero keeps nothing
 * @param keepAlive the longest silence on the connection before one side asks whether the other lives
 * @param connectTimeout for the TCP connection, the session and the subscriptions together
 * @param receiveMaximum how many unacknowledged messages the broker may have sent
 * @param maxPacketBytes the largest packet the broker may send; larger ones it drops
 * @param will what the broker publishes if this client goes away without saying so
 * @param subscriptions confirmed at each connection before the link counts as connected
 * @param publishWindow how many publications may be on the wire unanswered; the broker's receive maximum holds as well
 * @param publishRoom how many publications may be unanswered or wait to be sent, altogether
 * @param closeTimeout how long an orderly close waits for publications to be answered
 * @param backOff between connections
 */
public record MqttLinkOptions(
        URI broker,
        @Nullable Path authorities,
        String clientId,
        @Nullable String user,
        @Nullable String password,
        boolean cleanStart,
        Duration sessionExpiry,
        Duration keepAlive,
        Duration connectTimeout,
        int receiveMaximum,
        int maxPacketBytes,
        @Nullable Will will,
        List<Subscription> subscriptions,
        int publishWindow,
        int publishRoom,
        Duration closeTimeout,
        BackOff backOff) {

    public MqttLinkOptions {
        subscriptions = List.copyOf(subscriptions);
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("an MQTT link needs a client id: without one it has no session");
        }
        range("receive maximum", receiveMaximum, 1, 65_535);
        range("largest packet", maxPacketBytes, 1_024, 64 * 1024 * 1024);
        range("publish window", publishWindow, 1, 65_535);
        range("publish room", publishRoom, 1, 10_000_000);
    }

    private static void range(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must lie in " + min + " to " + max + ", not " + value);
        }
    }

    /** A link that keeps nothing at the broker and subscribes to nothing; the rest is named by the builder. */
    public static Builder to(URI broker, String clientId) {
        return new Builder(broker, clientId);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MqttLinkOptions[" + clientId + " at " + broker + ", user " + user + "]";
    }

    /** Collects the options; for one thread. */
    public static final class Builder {
        private final URI broker;
        private final String clientId;
        private @Nullable Path authorities;
        private @Nullable String user;
        private @Nullable String password;
        private boolean cleanStart = true;
        private Duration sessionExpiry = Duration.ZERO;
        private Duration keepAlive = Duration.ofSeconds(30);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private int receiveMaximum = 1_000;
        private int maxPacketBytes = 1024 * 1024;
        private @Nullable Will will;
        private List<Subscription> subscriptions = List.of();
        private int publishWindow = 1_000;
        private int publishRoom = 10_000;
        private Duration closeTimeout = Duration.ofSeconds(5);
        private BackOff backOff = BackOff.DEFAULT;

        private Builder(URI broker, String clientId) {
            this.broker = broker;
            this.clientId = clientId;
        }

        /** Trusts a broker for whom one of these vouches, and no other. */
        public Builder authorities(Path pem) {
            this.authorities = pem;
            return this;
        }

        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /** The broker keeps the session, and what arrives for it, this long while the client is away. */
        public Builder persistentSession(Duration expiry) {
            this.cleanStart = false;
            this.sessionExpiry = expiry;
            return this;
        }

        /** Forgets at the first connection what the broker has kept for this client id. */
        public Builder cleanStart() {
            this.cleanStart = true;
            return this;
        }

        public Builder keepAlive(Duration keepAlive) {
            this.keepAlive = keepAlive;
            return this;
        }

        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        public Builder receiveMaximum(int receiveMaximum) {
            this.receiveMaximum = receiveMaximum;
            return this;
        }

        public Builder maxPacketBytes(int maxPacketBytes) {
            this.maxPacketBytes = maxPacketBytes;
            return this;
        }

        public Builder will(Will will) {
            this.will = will;
            return this;
        }

        public Builder subscribe(Subscription... subscriptions) {
            this.subscriptions = List.of(subscriptions);
            return this;
        }

        public Builder publishWindow(int publishWindow) {
            this.publishWindow = publishWindow;
            return this;
        }

        public Builder publishRoom(int publishRoom) {
            this.publishRoom = publishRoom;
            return this;
        }

        public Builder closeTimeout(Duration closeTimeout) {
            this.closeTimeout = closeTimeout;
            return this;
        }

        public Builder backOff(BackOff backOff) {
            this.backOff = backOff;
            return this;
        }

        /** @throws IllegalArgumentException if an option is out of its range */
        public MqttLinkOptions build() {
            return new MqttLinkOptions(
                    broker,
                    authorities,
                    clientId,
                    user,
                    password,
                    cleanStart,
                    sessionExpiry,
                    keepAlive,
                    connectTimeout,
                    receiveMaximum,
                    maxPacketBytes,
                    will,
                    subscriptions,
                    publishWindow,
                    publishRoom,
                    closeTimeout,
                    backOff);
        }
    }
}
