package org.jiaoying.standalone.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Alerting as a process of its own beside the one in this process, on the same database; it can be killed as a machine dies. */
final class SecondInstance implements AutoCloseable {
    private final Process process;
    private final Path output;

    private SecondInstance(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static SecondInstance start(Map<String, String> environment, Path directory) throws IOException {
        Path output = directory.resolve("alerting-2.log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.jiaoying.alerting.AlertingMain"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new SecondInstance(builder.start(), output);
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said. */
    String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** SIGKILL: it has no say in the matter. Returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
