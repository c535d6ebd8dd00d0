package org.jiaoying.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import jetbrains.exodus.ExodusException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT broker (HiveMQ CE) in this process, with sessions and queues in files: a message it acknowledged survives the
 * process being killed. It syncs about once a second, so that a power cut may cost the last second.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** The largest packet it takes; a client that sends a larger one is disconnected. */
    public static final int MAX_PACKET_BYTES = 1024 * 1024;

    /** How many messages of one client it takes before it has acknowledged the first. */
    private static final int RECEIVE_MAXIMUM = 1000;

    /** How many messages it sends to one client before the first is acknowledged; the client may ask for fewer. */
    private static final int SEND_WINDOW = 4000;

    /** What a session holds while its client is away; more would be dropped, so it is more than the disk of a small site. */
    private static final long MAX_QUEUED = 100_000_000;

    private final EmbeddedHiveMQ broker;
    private final int port;

    private EmbeddedBroker(EmbeddedHiveMQ broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts it; the directory is created if it is new, and kept at the end.
     *
     * @param port 0 for a free one
     * @throws StartFailedException if it refuses, as when the port or the directory is in use
     */
    public static EmbeddedBroker start(Path dir, int port, Access access) {
        int brokerPort = Ports.orFree(port);
        // Read by the broker at its start; one setting for all brokers of a process.
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = SEND_WINDOW;
        EmbeddedHiveMQ broker = null;
        try {
            Path conf = Files.createDirectories(dir.resolve("conf"));
            Files.writeString(conf.resolve("config.xml"), configuration(brokerPort));
            Path data = Files.createDirectories(dir.resolve("data"));
            int released = SharedQueues.release(data);
            if (released > 0) {
                LOG.info("{} messages were under way when the MQTT broker ended; they are sent again", released);
            }
            broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(conf)
                    .withDataFolder(data)
                    .withExtensionsFolder(Files.createDirectories(dir.resolve("extensions")))
                    .withEmbeddedExtension(EmbeddedExtension.builder()
                            .withId("access")
                            .withName("Access")
                            .withVersion("1")
                            .withAuthor("Jiaoying")
                            .withPriority(0)
                            .withStartPriority(1000)
                            .withExtensionMain(new AccessExtension(access))
                            .build())
                    .withoutLoggingBootstrap()
                    .build();
            broker.start().join();
            return new EmbeddedBroker(broker, brokerPort);
        } catch (IOException | ExodusException | CompletionException e) {
            close(broker);
            throw new StartFailedException(
                    "the MQTT broker did not start on port " + brokerPort + " in " + dir + ": " + e.getMessage(), e);
        }
    }

    private static String configuration(int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>127.0.0.1</bind-address>
                    </tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages>
                      <max-queue-size>%d</max-queue-size>
                    </queued-messages>
                    <packets>
                      <max-packet-size>%d</max-packet-size>
                    </packets>
                    <receive-maximum>
                      <server-receive-maximum>%d</server-receive-maximum>
                    </receive-maximum>
                  </mqtt>
                  <persistence>
                    <mode>file</mode>
                  </persistence>
                  <anonymous-usage-statistics>
                    <enabled>false</enabled>
                  </anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, MAX_QUEUED, MAX_PACKET_BYTES, RECEIVE_MAXIMUM);
    }

    /** The address for clients, {@code tcp://host:port}. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        close(broker);
    }

    private static void close(@Nullable EmbeddedHiveMQ broker) {
        if (broker == null) {
            return;
        }
        try {
            broker.close();
        } catch (ExecutionException e) {
            LOG.warn("the MQTT broker did not stop clean", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
