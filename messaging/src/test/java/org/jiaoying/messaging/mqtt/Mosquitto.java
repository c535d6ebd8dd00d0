package org.jiaoying.messaging.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jiaoying.embedded.Ports;

/** A Mosquitto process with the configuration and the access rules of {@code deploy/mosquitto}. */
final class Mosquitto implements TestBroker {
    private static final Path DEPLOYED = Path.of("..", "deploy", "mosquitto");

    private final Path dir;
    private final String program;
    private final int port;
    private Process process;

    private Mosquitto(Path dir, String program, int port) {
        this.dir = dir;
        this.program = program;
        this.port = port;
    }

    /** Where the program is, if it is installed. */
    static Optional<String> program() {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin"))
                .map(path -> Path.of(path, "mosquitto"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Mosquitto start(Path dir) {
        try {
            var mosquitto = new Mosquitto(dir, program().orElseThrow(), Ports.free());
            mosquitto.configure();
            mosquitto.start();
            return mosquitto;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure() throws IOException {
        Files.createDirectories(dir.resolve("data"));
        Files.copy(DEPLOYED.resolve("acl"), dir.resolve("acl"));
        String deployed = Files.readString(DEPLOYED.resolve("mosquitto.conf"));
        Files.writeString(
                dir.resolve("mosquitto.conf"),
                deployed.replace("listener 1883", "listener " + port + " 127.0.0.1")
                                .replace("/mosquitto/config", dir.toString())
                                .replace("/mosquitto/data", dir.resolve("data").toString())
                        // Started by root it would change to a user who may not read this directory.
                        + "\nuser " + System.getProperty("user.name") + "\n");
        Path passwords = Files.createFile(dir.resolve("data").resolve("passwords"));
        for (String user : List.of("gateway", "ent-a", "ent-b")) {
            run("mosquitto_passwd", "-b", passwords.toString(), user, user);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command[0] + " failed");
        }
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(
                            program, "-c", dir.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("Mosquitto, see " + dir.resolve("log"))
                .atMost(Duration.ofSeconds(10))
                .until(this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Mosquitto did not stop");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** Version 2.0.11 sends more. */
    @Override
    public boolean keepsReceiveMaximum() {
        return false;
    }

    @Override
    public boolean refusesSubscriptions() {
        return false;
    }

    /** Version 2.0.11 does not. */
    @Override
    public boolean tellsTakeover() {
        return false;
    }

    @Override
    public boolean dealsEvenly() {
        return true;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
