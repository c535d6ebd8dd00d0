package org.jiaoying.standalone.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan.Ports;
import org.jiaoying.standalone.assemble.AssemblyPlan.Time;
import org.jiaoying.standalone.demo.DemoSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule is put in force, put into shadow and taken away while readings keep coming. */
class LiveRuleStoryTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String RULE = """
            {"id": "ch4-early", "hazard": "gas", "title": {"zh": "甲烷早期异常", "en": "Methane early on"},
             "clause": "AQ 1029-2019", "from": "2020-02-01", "subject": {"quantity": "ch4"}, "kind": "threshold",
             "side": "above", "levels": {"yellow": %s}, "say": {"zh": "{device} {value}", "en": "{device} {value}"},
             "advice": {"zh": "核实", "en": "Check"}}
            """;

    @TempDir
    Path data;

    private Assembly system;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        system = Assembly.start(
                DemoSystem.plan(data, Ports.ANY, new AdvancedClock(), Time.LIVE, InstantSource.system()),
                Assembly.Progress.SILENT);
        visitor = new Visitor(system);
    }

    @AfterEach
    void stop() throws Exception {
        visitor.close();
        system.close();
    }

    @Test
    void aRuleJudgesWithinSecondsRecordsInShadowAndIsTakenAway() throws Exception {
        put(0.35, 0);
        untilOpen(1);

        // The second time nothing is loaded for the first time: this is the figure.
        put(9, 1);
        untilOpen(0);
        long begun = System.nanoTime();
        put(0.35, 2);
        untilOpen(1);
        System.out.printf(
                "a changed rule had judged a reading, and its warning was open, %d ms after it was sent%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        assertThat(visitor.ask("rules/ch4-early/diff?from=2&to=3")
                        .path("changes")
                        .toString())
                .contains("levels.yellow");

        visitor.administer("POST", "rules/ch4-early/mode", Map.of("mode", "shadow", "reason", "误报"));
        untilOpen(0);
        await().atMost(BOUND).until(() -> {
            visitor.measure(0.4);
            return !visitor.ask("rules/ch4-early/shadow").path("items").isEmpty();
        });
        assertThat(open()).isZero();

        visitor.administer("DELETE", "rules/ch4-early?reason=gone", Map.of());
        await().atMost(BOUND).until(() -> {
            visitor.measure(0.4);
            JsonNode found = visitor.ask("rules/ch4-early/shadow").path("items").path(0);
            return !found.path("open").asBoolean();
        });
    }

    @Test
    void aRuleIsTriedOnWhatWasStoredBeforeItIsSaved() throws Exception {
        put(9, 0);
        await().atMost(BOUND).pollInterval(Duration.ofMillis(500)).until(() -> {
            visitor.measure(0.4);
            JsonNode tried = visitor.administer(
                    "POST", "rules/backtest", Map.of("document", RULE.formatted(0.35), "site", "demo-mine/north"));
            return tried.path("before").path("warnings").asInt() == 0
                    && tried.path("after").path("warnings").asInt() > 0
                    && tried.path("warnings").toString().contains("\"change\":\"new\"")
                    && !tried.path("load").isEmpty();
        });
        assertThat(open()).isZero();
    }

    private void put(double yellow, int expected) throws Exception {
        visitor.administer(
                "PUT",
                "rules/ch4-early",
                Map.of("document", RULE.formatted(yellow), "expectedVersion", expected, "reason", "试验"));
    }

    /** Readings keep coming until so many breaches are open. */
    private void untilOpen(int breaches) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(() -> {
            visitor.measure(0.4);
            return open() == breaches;
        });
    }

    private int open() throws Exception {
        int open = 0;
        for (JsonNode warning : visitor.ask("warnings").path("items")) {
            open += visitor.ask("warnings/" + warning.path("id").asText())
                    .path("openBreaches")
                    .asInt();
        }
        return open;
    }
}
