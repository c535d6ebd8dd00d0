package org.jiaoying.standalone.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jiaoying.alerting.audit.AuditVerdict;
import org.jiaoying.alerting.audit.AuditVerifier;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan.Ports;
import org.jiaoying.standalone.assemble.AssemblyPlan.Time;
import org.jiaoying.standalone.demo.DemoSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reading crosses a line, a named person answers, and both can be proved; then the system is started again. */
class AnsweredWarningStoryTest {
    private static final String DISPATCHER = "19900000011";
    private static final String MANAGER = "19900000012";
    private static final String TOWNSHIP = "19900000013";

    /** How soon a text must be on its phone. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final AdvancedClock clock = new AdvancedClock();
    private Assembly system;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        system = Assembly.start(
                DemoSystem.plan(data, Ports.ANY, clock, Time.LIVE, InstantSource.system()), Assembly.Progress.SILENT);
        visitor = new Visitor(system);
    }

    @AfterEach
    void stop() throws Exception {
        visitor.close();
        system.close();
    }

    @Test
    void aReadingOverTheLimitIsAnsweredReportedAndProved() throws Exception {
        warmUp();

        // At 0 s the reading arrives, by 2 s the dispatcher's phone has the text.
        visitor.measure(1.2);
        await().atMost(AT_ONCE).until(() -> texts(DISPATCHER), count -> count == 2);
        assertThat(visitor.texts(DISPATCHER).get(1)).contains("黄色预警", "甲烷", "1.2", "回复");
        String id = openWarning();

        // Nobody answers: just before two minutes nobody else is called, just after them the manager is.
        clock.advance(Duration.ofSeconds(110));
        system.alerting().check().toCompletionStage().toCompletableFuture().join();
        assertThat(texts(MANAGER)).isEqualTo(0);
        clock.advance(Duration.ofSeconds(10));
        await().atMost(AT_ONCE).until(() -> texts(MANAGER), count -> count == 1);

        // The manager answers: the chase stops, whatever time passes.
        visitor.reply(MANAGER, "1");
        await().atMost(AT_ONCE).until(() -> state(id), "acknowledged"::equals);
        assertThat(visitor.ask("warnings/" + id)
                        .path("acknowledgedBy")
                        .path("name")
                        .asText())
                .isEqualTo("刘示范");
        clock.advance(Duration.ofMinutes(4));
        system.alerting().check().toCompletionStage().toCompletableFuture().join();
        assertThat(texts(TOWNSHIP)).isEqualTo(0);

        // What was done is reported, the gas falls, the closing report closes.
        assertThat(visitor.act(
                        "warnings/" + id + "/feedback",
                        Map.of("kind", "first", "commander", "刘示范", "affected", "1203 工作面", "done", "断电撤人，加大风量")))
                .isEqualTo(204);
        visitor.measure(0.3);
        await().atMost(BOUND)
                .until(() -> visitor.ask("warnings/" + id).path("openBreaches").asInt(-1), open -> open == 0);
        assertThat(visitor.act("warnings/" + id + "/feedback", Map.of("kind", "closing", "done", "浓度恢复，已复查")))
                .isEqualTo(204);
        assertThat(state(id)).isEqualTo("closed");

        // How the sensor's feed was is known, as the gateway told it.
        await().atMost(BOUND).until(() -> messages("gas-t1"), count -> count >= 4);

        // Both can be proved, and a change of one letter is found.
        String export = visitor.download("audit/export");
        assertThat(verdict(export).whole()).isTrue();
        assertThat(verdict(export.replaceFirst("warning.acknowledged", "warning.acknowledgee"))
                        .whole())
                .isFalse();

        // The system is started again on the same data: the warning is still closed, and nobody is called once more.
        stop();
        start();
        assertThat(state(id)).isEqualTo("closed");
        visitor.measure(0.4);
        await().atMost(BOUND).until(() -> system.gateway().handled() == 1);
        assertThat(texts(DISPATCHER)).isEqualTo(0);
        assertThat(verdict(visitor.download("audit/export")).whole()).isTrue();
    }

    /** The first warning of a process loads classes; the two seconds are about every other one. */
    private void warmUp() throws Exception {
        visitor.measure(1.1);
        await().atMost(BOUND).until(() -> texts(DISPATCHER), count -> count == 1);
        String id = openWarning();
        visitor.measure(0.3);
        await().atMost(BOUND)
                .until(() -> visitor.ask("warnings/" + id).path("openBreaches").asInt(-1), open -> open == 0);
        assertThat(visitor.act("warnings/" + id + "/close", Map.of("reason", "演练结束")))
                .isEqualTo(204);
    }

    private int texts(String number) throws Exception {
        return visitor.texts(number).size();
    }

    private String state(String id) throws Exception {
        return visitor.ask("warnings/" + id).path("state").asText();
    }

    private long messages(String device) throws Exception {
        for (JsonNode feed : visitor.ask("feeds?limit=200").path("items")) {
            if (feed.path("device").asText().equals(device)
                    && !feed.path("lastSeen").isNull()) {
                return feed.path("messages").asLong();
            }
        }
        return 0;
    }

    private String openWarning() throws Exception {
        for (JsonNode warning : visitor.ask("warnings").path("items")) {
            if (warning.path("state").asText().equals("open")) {
                return warning.path("id").asText();
            }
        }
        throw new AssertionError("there is no open warning");
    }

    private static AuditVerdict verdict(String export) throws IOException {
        return AuditVerifier.verify(new BufferedReader(new StringReader(export)));
    }
}
