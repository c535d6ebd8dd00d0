package org.jiaoying.alerting.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiaoying.alerting.call.CallLifeCycle;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.danger.DangerLifeCycle;
import org.jiaoying.alerting.warning.AlarmLifeCycle;
import org.jiaoying.alerting.warning.AlarmState;
import org.jiaoying.alerting.warning.WarningEvent;
import org.jiaoying.alerting.warning.WarningLifeCycle;
import org.jiaoying.alerting.warning.WarningState;
import org.junit.jupiter.api.Test;

class LifeCyclesTest {
    private static final Path DOCUMENT = Path.of("../docs/life-cycles.md");

    @Test
    void everyStateIsReachedAndOnlyTheLastIsLeftByNothing() {
        for (WarningState state : WarningState.values()) {
            assertThat(WarningLifeCycle.TABLE.steps().stream().anyMatch(step -> step.to() == state))
                    .as("%s is reached", state)
                    .isTrue();
            assertThat(WarningLifeCycle.TABLE.steps().stream().anyMatch(step -> step.from() == state))
                    .as("%s is left", state)
                    .isEqualTo(state != WarningState.CLOSED);
        }
        for (CallState state : CallState.values()) {
            assertThat(state == CallState.PENDING
                            || CallLifeCycle.TABLE.steps().stream().anyMatch(step -> step.to() == state))
                    .as("%s is reached", state)
                    .isTrue();
        }
    }

    @Test
    void everyWarningThatIsNotClosedCanBeAcknowledgedReportedEscalatedAndClosed() {
        for (WarningState state : WarningState.values()) {
            for (WarningEvent event : List.of(
                    WarningEvent.ACKNOWLEDGE, WarningEvent.REPORT, WarningEvent.CALL_FURTHER, WarningEvent.CLOSE)) {
                assertThat(WarningLifeCycle.TABLE.after(state, event).isPresent())
                        .as("%s from %s", event, state)
                        .isEqualTo(state != WarningState.CLOSED);
            }
        }
    }

    @Test
    void callingPeopleMakesItUnansweredAndAnsweringMakesItAnswered() {
        for (var step : WarningLifeCycle.TABLE.steps()) {
            switch (step.event()) {
                case CALL_ANEW, CALL_FURTHER ->
                    assertThat(step.to().unanswered()).as("%s", step).isTrue();
                case ACKNOWLEDGE, REPORT, REPORT_CLOSING, CLOSE ->
                    assertThat(step.to().unanswered()).as("%s", step).isFalse();
                case CLEAR, RETURN ->
                    assertThat(step.to().unanswered())
                            .as("%s", step)
                            .isEqualTo(step.from().unanswered());
            }
        }
    }

    @Test
    void aStepThatIsNotInTheTableNamesMachineStateAndEvent() {
        assertThatThrownBy(() -> WarningLifeCycle.TABLE.require(WarningState.CLOSED, WarningEvent.ACKNOWLEDGE))
                .isInstanceOf(IllegalStepException.class)
                .hasMessage("warning has no step ACKNOWLEDGE from CLOSED");
    }

    @Test
    void aTableThatSaysTwoThingsIsRefused() {
        var twice = List.of(
                LifeCycle.step(WarningState.OPEN, WarningEvent.CLOSE, WarningState.CLOSED),
                LifeCycle.step(WarningState.OPEN, WarningEvent.CLOSE, WarningState.OPEN));
        assertThatThrownBy(() -> new LifeCycle<>("odd", WarningState.OPEN, twice))
                .hasMessage("odd: two steps from OPEN by CLOSE");
    }

    /** Run with {@code -Djiaoying.write-docs=true} to write the document anew. */
    @Test
    void theDocumentShowsTheTables() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("jiaoying.write-docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT).hasContent(expected);
    }

    private static String document() {
        return "# The lives of warnings, calls and hidden dangers\n\n"
                + "Drawn from the tables in the code (`WarningLifeCycle`, `AlarmLifeCycle`, `CallLifeCycle`,\n"
                + "`DangerLifeCycle`) by `LifeCyclesTest`, which fails when this page and the tables differ.\n\n"
                + "## A warning (预警)\n\n"
                + "```mermaid\n" + WarningLifeCycle.TABLE.diagram() + "```\n\n"
                + states()
                + "\n## An alarm by ISA-18.2 (报警状态)\n\n"
                + "With shelving, suppression by design and removal from service. `AlarmLifeCycleTest` takes each of these steps through\n"
                + "the real parts.\n\n"
                + "```mermaid\n" + AlarmLifeCycle.TABLE.diagram() + "```\n"
                + "\n## A call (叫)\n\n"
                + "```mermaid\n" + CallLifeCycle.TABLE.diagram() + "```\n"
                + "\n## A hidden danger (隐患)\n\n"
                + "```mermaid\n" + DangerLifeCycle.TABLE.diagram() + "```\n";
    }

    private static String states() {
        var out = new StringBuilder("| state | 状态 | people are called | ISA-18.2 |\n| --- | --- | --- | --- |\n");
        for (WarningState state : WarningState.values()) {
            out.append("| ")
                    .append(state)
                    .append(" | ")
                    .append(state.text().zh())
                    .append(" | ");
            out.append(state.unanswered() ? "yes" : "no")
                    .append(" | ")
                    .append(AlarmState.of(state, false).text().en())
                    .append(" |\n");
        }
        return out.append("\nA warning that is not closed and is laid to rest by an officer is *")
                .append(AlarmState.of(WarningState.OPEN, true).text().en())
                .append("*, always with an end. What is suppressed by design or out of\n")
                .append("service opens no warning; what of it is still open when that ends, does.\n")
                .toString();
    }
}
