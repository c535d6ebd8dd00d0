package org.jiaoying.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaoying.stream.DetectionJobConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that the files of an installation give to a part is one that the part knows, with a value it takes. */
final class DeployedSettingsTest {
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+(:\\?[^}]*)?}");

    /** Parts that read their settings in records. */
    private static final Map<String, List<Function<Map<String, String>, Object>>> RECORDS = Map.of(
            "jobmanager", List.of(DetectionJobConfig::from),
            "taskmanager", List.of(DetectionJobConfig::from),
            "flink-main-container", List.of(DetectionJobConfig::from));

    /** Parts whose start class reads more than their record. */
    private static final Set<String> MAINS = Set.of("gateway", "history", "backtests", "alerting");

    static Stream<DeployFiles.Container> inRecords() {
        return DeployFiles.ourParts().stream().filter(part -> RECORDS.containsKey(part.name()));
    }

    static Stream<DeployFiles.Container> inMains() {
        return DeployFiles.ourParts().stream().filter(part -> MAINS.contains(part.name()));
    }

    @Test
    @DisplayName("There is no part whose settings nobody tries")
    void everyPart() {
        assertThat(DeployFiles.ourParts())
                .extracting(DeployFiles.Container::name)
                .allMatch(name -> RECORDS.containsKey(name) || MAINS.contains(name));
    }

    @ParameterizedTest
    @MethodSource("inRecords")
    void records(DeployFiles.Container part) {
        for (Function<Map<String, String>, Object> settings : RECORDS.get(part.name())) {
            assertThat(settings.apply(filledIn(part))).isNotNull();
        }
        Map<String, String> misspelt = filledIn(part);
        String prefix = prefixes(misspelt).iterator().next();
        misspelt.put(prefix + "XYZZY", "1");
        assertThatThrownBy(() -> RECORDS.get(part.name()).get(0).apply(misspelt))
                .hasMessageContaining(prefix + "XYZZY is not a setting");
    }

    /** A start that has one fault names just that one: so the rest is in order, and nothing was started to find out. */
    @ParameterizedTest
    @MethodSource("inMains")
    void mains(DeployFiles.Container part) throws Exception {
        Set<String> prefixes = prefixes(filledIn(part));
        assertThat(prefixes).isNotEmpty();
        for (String prefix : prefixes) {
            Map<String, String> environment = filledIn(part);
            environment.put(prefix + "XYZZY", "1");

            String said = start(part.command(), environment);

            assertThat(said.lines().filter(line -> line.startsWith("  JY_")))
                    .as(said)
                    .singleElement()
                    .asString()
                    .contains(prefix + "XYZZY is not a setting");
        }
    }

    /** What the process said before it ended in a failure. */
    private static String start(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        String.join(" ", command))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isNotZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Set<String> prefixes(Map<String, String> environment) {
        return environment.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('_', "JY_".length()) + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Our settings, with a value that fits where the installation brings the real one. */
    private static Map<String, String> filledIn(DeployFiles.Container part) {
        var filled = new TreeMap<String, String>();
        part.environment().forEach((name, value) -> {
            if (name.startsWith("JY_")) {
                filled.put(name, filledIn(name, value));
            }
        });
        return filled;
    }

    private static String filledIn(String name, String value) {
        Matcher withDefault = DEFAULT.matcher(value);
        if (withDefault.matches()) {
            return withDefault.group(1);
        }
        if (!value.startsWith("{") && !value.contains("${")) {
            return value;
        }
        if (name.endsWith("_SMPP")) {
            return "user:password@center:2775";
        }
        if (name.endsWith("_URL") || name.endsWith("_BROKER")) {
            return "tcp://x:1";
        }
        return value.startsWith("{") ? "x" : REQUIRED.matcher(value).replaceAll("x");
    }
}
