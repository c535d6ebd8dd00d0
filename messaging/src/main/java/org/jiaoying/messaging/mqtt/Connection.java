package org.jiaoying.messaging.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaoying.messaging.mqtt.AcknowledgementOrder.Unacknowledged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to the broker, made by one Paho client that is thrown away with it.
 *
 * <ol>
 *   <li>{@link #open}: Paho connects on a thread of its own; then the callback thread ("MQTT Call: " and the client id)
 *       subscribes, and when the broker confirms, reports {@link Events#stands}.
 *   <li>Messages arrive on the callback thread, even before that: what the broker kept comes right after the session.
 *   <li>Whatever ends it is reported once, to {@link Events#ended}, from any thread of Paho's.
 *   <li>{@link #tearDown}: no message reaches the handler after it returns.
 * </ol>
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Paho prints the stack of every connection that ends; the link reports each once, with its reason. */
    private static final java.util.logging.Logger PAHO =
            java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5.client");

    private static final int GRACE_MILLIS = 1_000;

    static {
        PAHO.setLevel(java.util.logging.Level.OFF);
    }

    /** Who is told of a connection's life; must not block. */
    interface Events {
        void stands(Connection connection, Session session);

        void ended(Connection connection, Loss loss);
    }

    /**
     * What the broker granted.
     *
     * @param kept the session was there already
     * @param receiveMaximum publications the broker takes without having answered them
     * @param maxPacketBytes the largest packet the broker takes
     */
    record Session(boolean kept, int receiveMaximum, long maxPacketBytes) {}

    private final MqttLinkOptions options;
    private final InboundHandler handler;
    private final Counters counters;
    private final Events events;
    private final NoDelaySockets sockets = new NoDelaySockets();
    private final AcknowledgementOrder unacknowledged = new AcknowledgementOrder(this::tellBroker);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock handing = new ReentrantLock();
    private final MqttAsyncClient client;

    /** @throws MqttException if the address is not one of a broker */
    Connection(MqttLinkOptions options, InboundHandler handler, Counters counters, Events events) throws MqttException {
        this.options = options;
        this.handler = handler;
        this.counters = counters;
        this.events = events;
        // Without a persistence of its own Paho writes files into the working directory.
        this.client = new MqttAsyncClient(options.broker().toString(), options.clientId(), new MemoryPersistence());
    }

    /** Starts to connect; {@code cleanStart} forgets what the broker has kept. */
    void open(boolean cleanStart) {
        client.setManualAcks(true);
        client.setCallback(new Callback());
        try {
            client.connect(pahoOptions(cleanStart), null, new OnAnswer() {
                @Override
                void answered(IMqttToken token) {
                    subscribe(sessionOf(token));
                }
            });
        } catch (MqttException e) {
            end(lossOf(e));
        }
    }

    private MqttConnectionOptions pahoOptions(boolean cleanStart) {
        var paho = new MqttConnectionOptions();
        paho.setAutomaticReconnect(false);
        paho.setCleanStart(cleanStart);
        paho.setSessionExpiryInterval(options.sessionExpiry().toSeconds());
        paho.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        paho.setConnectionTimeout((int) Math.max(1, options.connectTimeout().toSeconds()));
        paho.setReceiveMaximum(options.receiveMaximum());
        paho.setMaximumPacketSize((long) options.maxPacketBytes());
        paho.setTopicAliasMaximum(0);
        paho.setSocketFactory(sockets.factoryFor(options.broker(), options.authorities()));
        paho.setHttpsHostnameVerificationEnabled(true);
        String user = options.user();
        String password = options.password();
        if (user != null) {
            paho.setUserName(user);
        }
        if (password != null) {
            paho.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        Will will = options.will();
        if (will != null) {
            paho.setWill(will.topic(), new MqttMessage(will.payload(), 1, false, null));
        }
        return paho;
    }

    private static Session sessionOf(IMqttToken connected) {
        MqttProperties granted = connected.getResponseProperties();
        Integer receiveMaximum = granted == null ? null : granted.getReceiveMaximum();
        Long maxPacketBytes = granted == null ? null : granted.getMaximumPacketSize();
        return new Session(
                connected.getSessionPresent(),
                receiveMaximum == null ? 65_535 : receiveMaximum,
                maxPacketBytes == null ? Long.MAX_VALUE : maxPacketBytes);
    }

    private void subscribe(Session session) {
        if (options.subscriptions().isEmpty()) {
            events.stands(this, session);
            return;
        }
        try {
            client.subscribe(
                    options.subscriptions().stream().map(Connection::paho).toArray(MqttSubscription[]::new),
                    null,
                    new OnAnswer() {
                        @Override
                        void answered(IMqttToken token) {
                            subscribed(session, token.getReasonCodes());
                        }
                    },
                    new MqttProperties());
        } catch (MqttException | IllegalArgumentException e) {
            end(new Loss(LossReason.SUBSCRIPTION_REFUSED, "cannot subscribe: " + e.getMessage()));
        }
    }

    private static MqttSubscription paho(Subscription wanted) {
        var subscription = new MqttSubscription(wanted.filter(), wanted.qos());
        // Kept messages come when the subscription is new, and not again at each reconnection.
        subscription.setRetainHandling(1);
        return subscription;
    }

    private void subscribed(Session session, int[] codes) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] >= 0x80) {
                String filter = i < options.subscriptions().size()
                        ? options.subscriptions().get(i).filter()
                        : Arrays.toString(codes);
                end(new Loss(
                        LossReason.SUBSCRIPTION_REFUSED,
                        "the broker refuses " + options.user() + " the topics " + filter + ", reason " + codes[i]));
                return;
            }
        }
        events.stands(this, session);
    }

    /**
     * Sends one message; never blocks. The caller keeps to the receive maximum and calls this from one thread at a time: Paho
     * may replace the topic by an alias, whose first use has to be on the wire before the second.
     *
     * @param answer is told once, on the callback thread or the thread that ends the connection
     * @throws MqttException if it was not sent
     */
    void publish(Publication publication, MqttActionListener answer) throws MqttException {
        client.publish(
                publication.topic,
                new MqttMessage(publication.payload, publication.qos, false, new MqttProperties()),
                null,
                answer);
    }

    /** Messages that were handed to the handler and not acknowledged. */
    int unacknowledged() {
        return unacknowledged.size();
    }

    private void tellBroker(int messageId) {
        if (ended.get()) {
            return;
        }
        try {
            client.messageArrivedComplete(messageId, 1);
            counters.acknowledged.increment();
        } catch (MqttException | RuntimeException e) {
            // The connection is ending under our hands; the broker sends the message again on the next one.
            LOG.debug("acknowledgement came too late", e);
        }
    }

    private void arrived(String topic, MqttMessage message) {
        handing.lock();
        try {
            if (ended.get()) {
                return;
            }
            counters.received.increment();
            handler.received(inbound(topic, message));
        } catch (RuntimeException e) {
            LOG.error("the handler of {} threw; the connection is dropped, the message comes again", options, e);
            end(new Loss(LossReason.HANDLER_FAILED, e.toString()));
        } finally {
            handing.unlock();
        }
    }

    private Inbound inbound(String topic, MqttMessage message) {
        return message.getQos() == 0
                ? new Arrived(topic, message.getPayload(), message.isRetained(), null)
                : new Arrived(
                        topic, message.getPayload(), message.isRetained(), unacknowledged.arrived(message.getId()));
    }

    /** Reports the end, whoever sees it first. */
    void end(Loss loss) {
        if (ended.compareAndSet(false, true)) {
            events.ended(this, loss);
        }
    }

    /** Says goodbye, so that the broker does not publish the will; then {@link #tearDown}. Waits up to a second. */
    void leave() {
        try {
            IMqttToken goodbye = client.disconnect(0, null, null, 0, new MqttProperties());
            goodbye.waitForCompletion(GRACE_MILLIS);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("could not say goodbye", e);
        }
        tearDown();
    }

    /** Ends it at once, whatever state it is in. The order is Paho's: any other leaves threads or sockets behind. */
    void tearDown() {
        ended.set(true);
        sockets.close();
        quietly(() -> client.disconnectForcibly(0, 1, false));
        quietly(() -> client.close(true));
        awaitHandler();
    }

    /** Lets a call of the handler that is running end, so that the next connection cannot overtake it. */
    private void awaitHandler() {
        try {
            if (handing.tryLock(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                handing.unlock();
            } else {
                LOG.warn("the handler of {} blocks: it must only enqueue", options);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface PahoCall {
        void run() throws MqttException;
    }

    private static void quietly(PahoCall call) {
        try {
            call.run();
        } catch (MqttException | RuntimeException e) {
            LOG.debug("while tearing down", e);
        }
    }

    private static Loss lossOf(MqttDisconnectResponse response) {
        MqttException exception = response.getException();
        if (exception != null) {
            return lossOf(exception);
        }
        String said = response.getReasonString();
        return new Loss(
                LossReason.ofCode(response.getReturnCode()),
                "the broker said " + response.getReturnCode() + (said == null ? "" : ": " + said));
    }

    private static Loss lossOf(Throwable failure) {
        if (!(failure instanceof MqttException e)) {
            return new Loss(LossReason.CONNECTION_LOST, failure.toString());
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (e.getReasonCode()) {
            case MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR ->
                new Loss(LossReason.UNREACHABLE, cause.toString());
            case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> new Loss(LossReason.NO_ANSWER, cause.toString());
            case MqttClientException.REASON_CODE_CONNECTION_LOST ->
                new Loss(LossReason.CONNECTION_LOST, cause.toString());
            case MqttClientException.REASON_CODE_INVALID_MESSAGE,
                    MqttClientException.REASON_CODE_INCOMING_PACKET_TOO_LARGE,
                    MqttClientException.REASON_CODE_OUTGOING_PACKET_TOO_LARGE ->
                new Loss(LossReason.PROTOCOL, cause.toString());
            case MqttException.REASON_CODE_CLIENT_EXCEPTION ->
                new Loss(cause instanceof IOException ? LossReason.UNREACHABLE : LossReason.PROTOCOL, cause.toString());
            default -> new Loss(LossReason.ofCode(e.getReasonCode()), "the broker said " + e.getReasonCode());
        };
    }

    /** A message in the handler's hands; holds on to its connection only to tell it. */
    private final class Arrived implements Inbound {
        private final String topic;
        private final byte[] payload;
        private final boolean retained;
        private final @Nullable Unacknowledged owed;

        private Arrived(String topic, byte[] payload, boolean retained, @Nullable Unacknowledged owed) {
            this.topic = topic;
            this.payload = payload;
            this.retained = retained;
            this.owed = owed;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public byte[] payload() {
            return payload;
        }

        @Override
        public boolean retained() {
            return retained;
        }

        @Override
        public void acknowledge() {
            if (owed != null) {
                unacknowledged.acknowledge(owed);
            }
        }
    }

    /** An answer to CONNECT or SUBSCRIBE; a failure ends the connection. */
    private abstract class OnAnswer implements MqttActionListener {
        abstract void answered(IMqttToken token);

        @Override
        public void onSuccess(IMqttToken token) {
            answered(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            end(lossOf(failure));
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            arrived(topic, message);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            end(lossOf(response));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("{}: {}", options, exception.toString());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
