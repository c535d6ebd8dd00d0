package org.jiaoying.standalone.survive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A part of the system in a process of its own, from the test's class path; it can be killed as a machine dies: SIGKILL. */
final class ChildJvm implements AutoCloseable {

    /** How to start it, again and again. */
    record Start(
            String name,
            String heap,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            String readyLine) {}

    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <logger name="org.jiaoying" level="INFO" />
              <root level="WARN"><appender-ref ref="out" /></root>
            </configuration>
            """;

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Start start;
    private final Path output;
    private final Process process;

    private ChildJvm(Start start, Path output, Process process) {
        this.start = start;
        this.output = output;
        this.process = process;
    }

    /** Starts it, without waiting for it. */
    static ChildJvm start(Start start, Path directory) {
        Path logging = directory.resolve("logback.xml");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + start.heap(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=" + logging,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                start.mainClass()));
        command.addAll(start.arguments());
        try {
            Files.writeString(logging, LOGGING);
            Path output = Files.createTempFile(directory, start.name() + "-", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(start.environment());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildJvm(start, output, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + start.name(), e);
        }
    }

    /** Waits until it has said its ready line. */
    ChildJvm awaitReady() {
        Awaitility.await(start.name() + " to say it is ready")
                .atMost(READY_WITHIN)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(start.name() + " ended:\n" + tail());
                    }
                    return said().contains(start.readyLine());
                });
        return this;
    }

    /** Ends it at once; it has no say in the matter. Returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(start.name() + " survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it said, at most the last 4,000 characters. */
    String tail() {
        String said = said();
        return said.substring(Math.max(0, said.length() - 4_000));
    }

    private String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
