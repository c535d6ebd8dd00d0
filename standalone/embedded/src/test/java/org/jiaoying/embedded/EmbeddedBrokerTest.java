package org.jiaoying.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final long WAIT_MILLIS = 10_000;
    private static final long GOODBYE_MILLIS = 2_000;

    /** Each user's password is its name, and its topics begin with its name; {@code reader} may read all. */
    private static final Access OWN_TOPICS = new Access() {
        @Override
        public boolean authenticate(String user, byte[] password) {
            return !user.isEmpty() && user.equals(new String(password, StandardCharsets.UTF_8));
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return topic.startsWith(user + "/");
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return user.equals("reader") || filter.startsWith(user + "/");
        }
    };

    @TempDir
    Path dir;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0, OWN_TOPICS);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void keepsAMessageForASessionWhoseClientIsAwayAndTheBrokerRestarted() throws Exception {
        try (var reader = new Client("reader", "reader/1", true)) {
            reader.subscribe("$share/readers/mine/#");
        }
        try (var mine = new Client("mine", "mine/1", false)) {
            mine.publish("mine/gas", "1.2");
        }
        broker.close();
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0, OWN_TOPICS);
        try (var reader = new Client("reader", "reader/1", true)) {
            assertThat(reader.next()).isEqualTo("1.2");
        }
    }

    @Test
    void refusesAWrongPasswordAndNoName() {
        assertThatThrownBy(() -> new Client("mine", "not-mine", "mine/1", false))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new Client("", "", "mine/1", false)).isInstanceOf(MqttException.class);
    }

    @Test
    void refusesOtherUsersTopics() throws Exception {
        try (var mine = new Client("mine", "mine/1", false)) {
            assertThatThrownBy(() -> mine.subscribe("slope/#")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> mine.subscribe("$share/readers/slope/#")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> mine.publish("slope/gas", "9")).isInstanceOf(MqttException.class);
        }
    }

    @Test
    void keepsASessionFromOtherUsers() throws Exception {
        try (var reader = new Client("reader", "reader/1", true)) {
            reader.subscribe("mine/#");
        }
        assertThatThrownBy(() -> new Client("slope", "reader/1", true)).isInstanceOf(MqttException.class);
    }

    @Test
    void keepsAConnectionFromOtherUsersAndItsSessionFromTheNext() throws Exception {
        try (var first = new Client("reader", "sensor-1", true)) {
            first.subscribe("mine/#");
            assertThatThrownBy(() -> new Client("slope", "sensor-1", true)).isInstanceOf(MqttException.class);
            try (var again = new Client("reader", "sensor-1", true)) {
                assertThat(again.sessionPresent()).isFalse();
            }
        }
        try (var next = new Client("slope", "sensor-1", true);
                var mine = new Client("mine", "mine/1", false)) {
            assertThat(next.sessionPresent()).isFalse();
            next.subscribe("slope/#");
            mine.publish("mine/gas", "1.2");
            try (var slope = new Client("slope", "slope/2", false)) {
                slope.publish("slope/crack", "3");
            }
            assertThat(next.next()).isEqualTo("3");
        }
    }

    @Test
    void disconnectsASenderOfTooLargeAPacket() throws Exception {
        try (var mine = new Client("mine", "mine/1", false)) {
            assertThatThrownBy(() -> mine.publish("mine/gas", "x".repeat(EmbeddedBroker.MAX_PACKET_BYTES + 1)))
                    .isInstanceOf(MqttException.class);
        }
    }

    /** A client as devices have it; waits for each answer. */
    private final class Client implements AutoCloseable, MqttCallback {
        private final MqttAsyncClient client;
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final IMqttToken connected;

        Client(String user, String clientId, boolean keepSession) throws MqttException {
            this(user, user, clientId, keepSession);
        }

        Client(String user, String password, String clientId, boolean keepSession) throws MqttException {
            client = new MqttAsyncClient(broker.url(), clientId, new MemoryPersistence());
            client.setCallback(this);
            var options = new MqttConnectionOptions();
            options.setCleanStart(!keepSession);
            options.setSessionExpiryInterval(keepSession ? 3600L : 0L);
            if (!user.isEmpty()) {
                options.setUserName(user);
                options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            }
            connected = client.connect(options);
            try {
                connected.waitForCompletion(WAIT_MILLIS);
            } catch (MqttException e) {
                client.close(true);
                throw e;
            }
        }

        boolean sessionPresent() {
            return connected.getSessionPresent();
        }

        void subscribe(String filter) throws MqttException {
            IMqttToken token = client.subscribe(filter, 1);
            requireGranted(token);
        }

        void publish(String topic, String text) throws MqttException {
            requireGranted(client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false));
        }

        private static void requireGranted(IMqttToken token) throws MqttException {
            token.waitForCompletion(WAIT_MILLIS);
            if (token.getReasonCodes()[0] >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                throw new MqttException(token.getReasonCodes()[0]);
            }
        }

        String next() throws InterruptedException {
            return received.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws MqttException {
            try {
                client.disconnect().waitForCompletion(GOODBYE_MILLIS);
            } catch (MqttException goneAlready) {
                // Paho does not always notice that its goodbye was taken.
                client.disconnectForcibly(0, 1, false);
            }
            client.close(true);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
