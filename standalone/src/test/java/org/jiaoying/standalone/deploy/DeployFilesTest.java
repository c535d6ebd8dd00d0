package org.jiaoying.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of an installation: readable, pinned, without a secret in them, and understood by the parts they start. */
final class DeployFilesTest {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SMPP|GROUP|JDBC_URL|_ID)$");
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{([A-Z_]+)(:[?-][^}]*)?}");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+(\\.[0-9]+)?[A-Za-z0-9._-]*");

    static List<Path> yaml() {
        return DeployFiles.yaml();
    }

    static List<DeployFiles.Container> parts() {
        return DeployFiles.ourParts();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    @DisplayName("Every YAML file can be read and says something")
    void readable(Path file) {
        assertThat(DeployFiles.documents(file)).isNotEmpty().doesNotContainNull();
    }

    @Test
    @DisplayName("Every image has a version: no installation changes by itself")
    void pinned() throws IOException {
        var images = new ArrayList<String>();
        for (Path file : yaml()) {
            DeployFiles.documents(file)
                    .forEach(document -> DeployFiles.walk(document, (key, value) -> {
                        if (key.equals("image")) {
                            images.add(String.valueOf(value));
                        }
                    }));
        }
        for (String line : Files.readAllLines(DeployFiles.DEPLOY.resolve("Dockerfile"))) {
            if (line.startsWith("FROM ")) {
                images.add(line.split(" ")[1]);
            }
        }
        // In the Kubernetes files kustomize adds the version of these two.
        images.removeIf(image -> image.equals("jiaoying") || image.equals("jiaoying-grafana"));
        assertThat(images)
                .hasSizeGreaterThan(10)
                .allMatch(image -> PINNED.matcher(image).matches());
        Path kustomization = DeployFiles.DEPLOY.resolve("kubernetes/base/kustomization.yaml");
        assertThat(DeployFiles.documents(kustomization).toString())
                .contains("{name=jiaoying, newTag=0.1.0}", "{name=jiaoying-grafana, newTag=0.1.0}");
    }

    @Test
    @DisplayName(
            "The files start gateway, history writer, backtests, alerting and detection, with Docker and with Kubernetes")
    void everyPart() {
        assertThat(parts())
                .extracting(DeployFiles.Container::name)
                .contains(
                        "gateway",
                        "history",
                        "backtests",
                        "alerting",
                        "jobmanager",
                        "taskmanager",
                        "flink-main-container");
        assertThat(parts()).filteredOn(part -> part.name().equals("gateway")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("parts")
    @DisplayName("No secret stands in a file: each comes from the environment, or the start fails")
    void secrets(DeployFiles.Container part) {
        part.environment().forEach((name, value) -> {
            if (SECRET.matcher(name).matches()) {
                boolean compose = value.contains(":?");
                boolean kubernetes = value.startsWith("{secretKeyRef=") || value.startsWith("{fieldRef=");
                assertThat(compose || kubernetes)
                        .as("%s of %s is '%s'", name, part.name(), value)
                        .isTrue();
            }
        });
    }

    @Test
    @DisplayName("make-secrets.sh makes what the compose file asks for, for its owner alone, and never twice")
    void makeSecrets(@TempDir Path dir) throws Exception {
        Path script = Files.copy(DeployFiles.DEPLOY.resolve("make-secrets.sh"), dir.resolve("make-secrets.sh"));
        assertThat(run("sh", script.toString())).isZero();

        Path made = dir.resolve(".env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(made)) {
            if (!line.startsWith("#")) {
                values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        var asked = new TreeSet<String>();
        Matcher names = FROM_ENVIRONMENT.matcher(Files.readString(DeployFiles.DEPLOY.resolve("compose.yaml")));
        while (names.find()) {
            asked.add(names.group(1));
        }
        assertThat(values.keySet()).isEqualTo(asked);
        assertThat(values.values().stream().filter(value -> !value.isEmpty()))
                .doesNotHaveDuplicates()
                .allMatch(value -> value.length() >= 32);

        String before = Files.readString(made);
        assertThat(run("sh", script.toString())).isNotZero();
        assertThat(Files.readString(made)).isEqualTo(before);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
