package org.jiaoying.standalone.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jiaoying.embedded.Ports;

/** A Mosquitto of this machine as a process of its own on a free port of the loopback address, open to all, for a benchmark. */
final class Mosquitto implements AutoCloseable {
    private static final int START_TRIES = 100;
    private static final long TRY_MILLIS = 50;

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Empty where no Mosquitto is installed.
     *
     * @param searchPath folders where programs lie, as in {@code PATH}
     */
    static Optional<Mosquitto> start(Path directory, String searchPath) throws IOException, InterruptedException {
        Optional<Path> program = program(searchPath);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = Ports.free();
        Files.createDirectories(directory);
        Path configuration = Files.writeString(directory.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                set_tcp_nodelay true
                max_inflight_messages 0
                max_queued_messages 0
                max_queued_bytes 0
                max_topic_alias 0
                persistence true
                persistence_location %s/
                """.formatted(port, directory));
        Process process = new ProcessBuilder(program.get().toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
        var started = new Mosquitto(process, port);
        started.awaitListening();
        return Optional.of(started);
    }

    private static Optional<Path> program(String searchPath) {
        // Debian installs servers where the path of an ordinary user does not look.
        String path = searchPath + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(TRY_MILLIS);
            }
        }
        close();
        throw new IOException("Mosquitto did not start");
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
