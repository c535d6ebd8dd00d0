package org.jiaoying.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What somebody is woken for: valid, tried on made-up figures, in both languages, the same with Docker and with Kubernetes. */
final class AlertsTest {
    private static final Path PROMETHEUS = DeployFiles.DEPLOY.resolve("prometheus");
    private static final Path ALERTS = PROMETHEUS.resolve("alerts.yaml");
    private static final Path TRIED = PROMETHEUS.resolve("alerts.test.yaml");

    @Test
    @DisplayName("Each alert comes up when it should, and none when all is well")
    void tried() throws Exception {
        promtool("test", "rules", TRIED.toString());

        var names = new TreeSet<String>();
        DeployFiles.walk(DeployFiles.documents(ALERTS), (key, value) -> {
            if (key.equals("alert")) {
                names.add(String.valueOf(value));
            }
        });
        String tried = Files.readString(TRIED);
        assertThat(names).hasSizeGreaterThan(5).allMatch(name -> tried.contains("\"" + name + "\""));
    }

    @Test
    @DisplayName("Prometheus takes what the installation on one machine gives it")
    void configuration() throws Exception {
        promtool("check", "rules", ALERTS.toString());
        promtool(
                "check",
                "config",
                "--syntax-only",
                PROMETHEUS.resolve("prometheus.yaml").toString());
    }

    @Test
    @DisplayName("Every part that has figures is read, with Docker and with Kubernetes")
    void everyPart() throws IOException {
        String config = Files.readString(PROMETHEUS.resolve("prometheus.yaml"));
        String pods = Files.readString(DeployFiles.DEPLOY.resolve("kubernetes/monitoring/pods.yaml"));
        for (String part : List.of("gateway", "history", "alerting", "detection")) {
            assertThat(config).contains("job_name: " + part);
            assertThat(pods).contains("name: " + part);
        }
    }

    @Test
    @DisplayName("Who is woken reads Chinese first, and English")
    void words() {
        DeployFiles.walk(DeployFiles.documents(ALERTS), (key, value) -> {
            if (key.equals("summary") || key.equals("description")) {
                assertThat(String.valueOf(value)).containsPattern("\\p{IsHan}.*[A-Za-z]{3}");
            }
        });
    }

    @Test
    @DisplayName("The alerts of Kubernetes are those of the compose file")
    void same() {
        Object alone = DeployFiles.map(DeployFiles.documents(ALERTS).get(0)).get("groups");
        Path kubernetes = DeployFiles.DEPLOY.resolve("kubernetes/monitoring/alerts.yaml");
        Map<String, Object> rule =
                DeployFiles.map(DeployFiles.documents(kubernetes).get(0));

        assertThat(DeployFiles.map(rule.get("spec")).get("groups")).isEqualTo(alone);
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
        assumeTrue(there, "install prometheus (Debian) to try the alerts: its promtool does");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
