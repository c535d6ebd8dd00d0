package org.jiaoying.stream.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class in a JVM of its own. It dies with this process, or by {@link #kill}. */
final class JvmProcess {
    private final Process process;
    private final Thread atExit;

    private JvmProcess(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly, "kill-" + process.pid());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts it; what it prints goes to {@code dir/NAME.log}.
     *
     * @param heap as in {@code -Xmx}
     */
    static JvmProcess start(
            Path dir,
            String name,
            String heap,
            String classPath,
            Map<String, String> environment,
            String mainClass,
            String... arguments) {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                // Only the command line of Flink needs it.
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + dir.resolve("tmp"),
                "-Dlogback.configurationFile=" + dir.resolve("logback.xml"),
                "-cp",
                classPath,
                mainClass));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            dir.resolve(name + ".log").toFile()));
            builder.environment().putAll(environment);
            return new JvmProcess(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException(name + " did not start", e);
        }
    }

    /**
     * Waits for it to end by itself.
     *
     * @return its exit code; -1 if it did not end in time, and was killed
     */
    int await(Duration bound) {
        try {
            if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return -1;
    }

    /** SIGKILL, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException shuttingDown) {
            // The hook does it.
            return;
        }
    }
}
