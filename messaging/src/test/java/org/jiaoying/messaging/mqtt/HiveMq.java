package org.jiaoying.messaging.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;

/** The embedded broker, with the access rules of production. */
final class HiveMq implements TestBroker {
    private final Path dir;
    private EmbeddedBroker broker;
    private final int port;

    private HiveMq(Path dir) {
        this.dir = dir;
        this.broker = EmbeddedBroker.start(dir, 0, new Rights());
        this.port = broker.port();
    }

    static HiveMq start(Path dir) {
        return new HiveMq(dir);
    }

    @Override
    public void start() {
        broker = EmbeddedBroker.start(dir, port, new Rights());
    }

    @Override
    public void stop() {
        broker.close();
    }

    @Override
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public boolean keepsReceiveMaximum() {
        return true;
    }

    @Override
    public boolean refusesSubscriptions() {
        return true;
    }

    @Override
    public boolean tellsTakeover() {
        return true;
    }

    @Override
    public boolean dealsEvenly() {
        return false;
    }

    @Override
    public void close() {
        broker.close();
    }

    private static final class Rights implements Access {
        private static final List<String> USERS = List.of("gateway", "ent-a", "ent-b");
        private static final List<String> KINDS = List.of("telemetry", "position", "event", "status");

        @Override
        public boolean authenticate(String user, byte[] password) {
            return USERS.contains(user) && Arrays.equals(password, user.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            String[] parts = topic.split("/");
            if (user.equals("gateway")) {
                return parts.length == 4 && parts[3].equals("rejects");
            }
            return parts.length == 6 && parts[2].equals(user) && KINDS.contains(parts[5]);
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return user.equals("gateway") ? filter.startsWith("jy/v1/") : filter.equals("jy/v1/" + user + "/rejects");
        }
    }
}
