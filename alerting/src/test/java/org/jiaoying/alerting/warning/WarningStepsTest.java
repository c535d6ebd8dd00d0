package org.jiaoying.alerting.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.lifecycle.IllegalStepException;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event: the steps do what the table says, and nothing that it does not say. */
class WarningStepsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    static Stream<Arguments> everyStateAndEvent() {
        return Arrays.stream(WarningState.values())
                .flatMap(state -> Arrays.stream(WarningEvent.values()).map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("everyStateAndEvent")
    void stepsAreThoseOfTheTable(WarningState from, WarningEvent event) {
        var to = WarningLifeCycle.TABLE.after(from, event);
        if (to.isPresent()) {
            Warning after = apply(warning(from), event);
            assertThat(after.state()).isEqualTo(to.get());
            if (after.state().unanswered()) {
                assertThat(after.chase().endsAt())
                        .as("people are waited for while nobody has answered")
                        .isNotNull();
            }
            assertThat(after.closing() != null).isEqualTo(after.state() == WarningState.CLOSED);
            assertThat(after.clearedAt() != null || !after.state().cleared()).isTrue();
        } else if (event != WarningEvent.RETURN) {
            // A breach that opens on a warning that was never clear is no return: it joins.
            assertThatThrownBy(() -> apply(warning(from), event)).isInstanceOf(IllegalStepException.class);
        }
    }

    /** A new event does not compile until it is tested here. */
    private static Warning apply(Warning warning, WarningEvent event) {
        return switch (event) {
            case CALL_ANEW -> WarningSteps.calledAnew(warning, NOW);
            case CALL_FURTHER -> WarningSteps.calledFurther(warning, NOW);
            case ACKNOWLEDGE -> WarningSteps.acknowledged(warning, "person:zhang", NOW);
            case REPORT ->
                WarningSteps.reported(
                        warning, "person:zhang", new Report(Report.Kind.FIRST, "李强", "T1", 12, "断电"), NOW);
            case CLEAR -> WarningSteps.cleared(warning, NOW, NOW);
            case RETURN -> WarningSteps.levelled(warning, Level.YELLOW, warning.cause(), NOW, NOW);
            case REPORT_CLOSING -> WarningSteps.reportedClosing(warning, "person:zhang", NOW);
            case CLOSE -> WarningSteps.closed(warning, "account:officer", "false alarm", NOW);
        };
    }

    private static Warning warning(WarningState state) {
        Chase fresh = Chase.fresh(1, Level.YELLOW, NOW);
        return new Warning(
                "W",
                0,
                new SiteKey("mine", "north"),
                Hazard.GAS,
                false,
                "4821",
                NOW,
                state,
                Level.YELLOW,
                Level.YELLOW,
                NOW,
                state.cleared() ? NOW : null,
                new Cause("b", Text.same("here"), Text.same("high"), 1.6, 1.5, "%", NOW),
                new FrozenChain(List.of(), List.of(), Map.of()),
                state.unanswered() ? fresh : fresh.over(true),
                Reports.NONE,
                null,
                state == WarningState.CLOSED ? new Closing(NOW, "account:officer", "over") : null);
    }
}
