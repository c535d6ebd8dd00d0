package org.jiaoying.standalone.phones;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of Debian's package kannel, on the loopback address; whoever starts them closes them. */
final class Kannel implements AutoCloseable {
    private static final Path GATEWAY = Path.of("/usr/sbin/bearerbox");
    private static final Path TEXT_GATEWAY = Path.of("/usr/sbin/smsbox");

    private final Path dir;
    private final List<Process> processes = new ArrayList<>();

    Kannel(Path dir) {
        this.dir = dir;
        for (Path program : List.of(GATEWAY, TEXT_GATEWAY)) {
            Assumptions.assumeTrue(
                    Files.isExecutable(program), program + " is missing; install it: apt-get install kannel");
        }
    }

    /** Kannel's gateway as a system that binds to a center, and its door for texts over HTTP. */
    void gateway(int smppPort, int adminPort, int boxPort, int sendPort, String replyUrl) throws IOException {
        Path conf = Files.writeString(
                dir.resolve("kannel.conf"), """
                group = core
                admin-port = %d
                admin-interface = 127.0.0.1
                smsbox-port = %d
                smsbox-interface = 127.0.0.1
                admin-password = bar
                box-deny-ip = "*.*.*.*"
                box-allow-ip = "127.0.0.1"

                group = smsc
                smsc = smpp
                smsc-id = jy
                host = 127.0.0.1
                port = %d
                transceiver-mode = true
                smsc-username = jy
                smsc-password = secret
                system-type = ""
                address-range = ""
                reconnect-delay = 1

                group = smsbox
                bearerbox-host = 127.0.0.1
                bearerbox-port = %d
                sendsms-port = %d
                sendsms-interface = 127.0.0.1
                global-sender = 10690000

                group = sendsms-user
                username = test
                password = test
                max-messages = 5
                concatenation = true

                group = sms-service
                keyword = default
                get-url = "%s"
                max-messages = 0
                catch-all = true
                """.formatted(adminPort, boxPort, smppPort, boxPort, sendPort, replyUrl));
        start("bearerbox", List.of(GATEWAY.toString(), "-v", "1", conf.toString()));
        // It gives up at once where nobody listens.
        await().atMost(Duration.ofSeconds(45)).until(() -> listens(boxPort));
        start("smsbox", List.of(TEXT_GATEWAY.toString(), "-v", "1", conf.toString()));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Path start(String name, List<String> command) throws IOException {
        Path log = dir.resolve(name + ".log");
        processes.add(new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        return log;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
