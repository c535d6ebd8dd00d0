package org.jiaoying.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.embedded.Ports;
import org.jiaoying.stream.cluster.FlinkCluster;
import org.jiaoying.stream.detect.Mine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is built, on a cluster that knows nothing of it but Flink. */
class JobJarIT {
    /** Of the class path of this test; what Flink has under its own names stays. */
    private static final List<String> BROUGHT = List.of(
            "target",
            "kafka",
            "protobuf",
            "jiaoying",
            "flink-connector-base",
            "dev/cel",
            "com/google/guava",
            "re2j",
            "antlr4-runtime",
            "threeten-extra");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dir;

    @Test
    void theJarRunsOnAClusterThatBringsOnlyFlinkAndComesBackFromASavepoint() throws Exception {
        String built = System.getProperty("job.jar");
        assumeTrue(built != null, "the build runs this test after it made the jar: ./mvnw verify");
        Path jar = Path.of(built);
        assertThat(jar).exists();
        try (var log = new LogOfTest(dir.resolve("kafka"));
                var cluster = FlinkCluster.start(dir.resolve("flink"), 4, Ports::free, flinkAlone())) {
            log.register(1, Mine.site());
            log.register(1, Mine.device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0")));
            log.rule(Mine.limits());
            // Its condition is CEL: that library and what it stands on must come with the jar as well.
            log.rule(condition());
            cluster.startTaskManager();
            JobID job = cluster.submitJar(jar, settings(log, 2));
            log.ch4(Mine.SENSOR, Mine.at(1), 1.6);
            await().atMost(Duration.ofSeconds(30)).until(() -> log.transitions().size() == 1);

            String savepoint = cluster.stopWithSavepoint(job, dir.resolve("savepoints"));
            log.ch4(Mine.SENSOR, Mine.at(2), 0.1);
            cluster.submitJar(jar, settings(log, 4), "-s", savepoint);
            await().atMost(Duration.ofSeconds(30)).until(() -> log.transitions().size() == 2);

            assertThat(log.transitions())
                    .extracting(step -> step.change() + " " + step.revision())
                    .containsExactly("OPENED 1", "CLEARED 2");
            assertThat(log.transitions().get(1).breachId())
                    .isEqualTo(log.transitions().get(0).breachId());
        }
    }

    private Map<String, String> settings(LogOfTest log, int parallelism) {
        return Map.of(
                "JY_STREAM_KAFKA", log.bootstrapServers(),
                "JY_STREAM_PARALLELISM", Integer.toString(parallelism),
                "JY_STREAM_CHECKPOINTS", dir.resolve("checkpoints").toUri().toString());
    }

    private static Rule condition() {
        return RulePacks.all().stream()
                .filter(rule -> rule.id().equals("gas-rising-with-people"))
                .findFirst()
                .orElseThrow();
    }

    /** The class path without anything that the jar must bring. Flink reads its configuration with snakeyaml-engine too. */
    private static String flinkAlone() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> BROUGHT.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
