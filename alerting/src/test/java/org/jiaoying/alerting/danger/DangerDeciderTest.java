package org.jiaoying.alerting.danger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.RefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DangerDeciderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final LocalDate FOUND = LocalDate.of(2026, 2, 20);
    private static final LocalDate DEADLINE = LocalDate.of(2026, 2, 27);

    /** What each state takes, and where it leads; everything else is refused. */
    private static final Map<DangerState, Map<DangerEvent, DangerState>> WHOLE = Map.of(
            DangerState.FOUND,
            Map.of(
                    DangerEvent.ORDER, DangerState.ORDERED,
                    DangerEvent.RECTIFY, DangerState.RECTIFIED,
                    DangerEvent.WITHDRAW, DangerState.WITHDRAWN),
            DangerState.ORDERED,
            Map.of(
                    DangerEvent.EXTEND, DangerState.ORDERED,
                    DangerEvent.RECTIFY, DangerState.RECTIFIED,
                    DangerEvent.WITHDRAW, DangerState.WITHDRAWN),
            DangerState.RECTIFIED,
            Map.of(DangerEvent.SEND_BACK, DangerState.ORDERED, DangerEvent.VERIFY, DangerState.VERIFIED),
            DangerState.VERIFIED,
            Map.of(DangerEvent.SEND_BACK, DangerState.ORDERED, DangerEvent.CLOSE, DangerState.CLOSED),
            DangerState.CLOSED,
            Map.of(),
            DangerState.WITHDRAWN,
            Map.of());

    private static DangerStep step(DangerEvent event, @Nullable LocalDate day, @Nullable LocalDate deadline) {
        return new DangerStep(event, day, deadline, null, "x");
    }

    private static Danger danger(DangerState state) {
        return new Danger(1, "demo-mine", state, FOUND, DEADLINE);
    }

    @Test
    @DisplayName("Every step from every state is as written here: taken, or refused with its state and event")
    void theWholeTable() {
        assertThat(WHOLE.keySet()).isEqualTo(Set.of(DangerState.values()));
        for (DangerState state : DangerState.values()) {
            for (DangerEvent event : DangerEvent.values()) {
                DangerStep step = step(event, null, event.setsDeadline() ? TODAY.plusDays(7) : null);
                DangerState next = WHOLE.get(state).get(event);
                if (next == null) {
                    assertThatThrownBy(() -> DangerDecider.step(danger(state), step, TODAY))
                            .as("%s from %s", event, state)
                            .isInstanceOfSatisfying(
                                    RefusedException.class,
                                    refused -> assertThat(refused.code()).isEqualTo(RefusedException.Code.ILLEGAL_STEP))
                            .hasMessageContaining(state.code());
                } else {
                    assertThat(DangerDecider.step(danger(state), step, TODAY).state())
                            .as("%s from %s", event, state)
                            .isEqualTo(next);
                }
            }
        }
    }

    @Test
    @DisplayName("Nothing is closed that was not verified, and only what is closed or withdrawn is left by nothing")
    void closedLoop() {
        for (var step : DangerLifeCycle.TABLE.steps()) {
            if (step.to() == DangerState.CLOSED) {
                assertThat(step.from()).isEqualTo(DangerState.VERIFIED);
            }
        }
        for (DangerState state : DangerState.values()) {
            assertThat(DangerLifeCycle.TABLE.steps().stream().anyMatch(step -> step.from() == state))
                    .isEqualTo(state != DangerState.CLOSED && state != DangerState.WITHDRAWN);
        }
    }

    private record Case(
            String sentence,
            DangerState state,
            DangerStep step,
            @Nullable LocalDate deadline,
            @Nullable String refused) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(
                    "An order needs a deadline",
                    DangerState.FOUND,
                    step(DangerEvent.ORDER, null, null),
                    null,
                    "until when"),
            new Case(
                    "An order sets its deadline",
                    DangerState.FOUND,
                    step(DangerEvent.ORDER, null, TODAY.plusDays(3)),
                    TODAY.plusDays(3),
                    null),
            new Case(
                    "A deadline of today is one", DangerState.FOUND, step(DangerEvent.ORDER, null, TODAY), TODAY, null),
            new Case(
                    "A deadline before the order is none",
                    DangerState.FOUND,
                    step(DangerEvent.ORDER, null, TODAY.minusDays(1)),
                    null,
                    "deadline must lie within"),
            new Case(
                    "A deadline in the far future is none",
                    DangerState.FOUND,
                    step(DangerEvent.ORDER, null, TODAY.plusYears(4)),
                    null,
                    "deadline must lie within"),
            new Case(
                    "An extension must be later than what it extends",
                    DangerState.ORDERED,
                    step(DangerEvent.EXTEND, FOUND, DEADLINE),
                    null,
                    "must be later"),
            new Case(
                    "Rectifying leaves the deadline",
                    DangerState.ORDERED,
                    step(DangerEvent.RECTIFY, null, null),
                    DEADLINE,
                    null),
            new Case(
                    "Rectifying sets no deadline",
                    DangerState.ORDERED,
                    step(DangerEvent.RECTIFY, null, TODAY),
                    null,
                    "sets no deadline"),
            new Case(
                    "What is sent back has a new deadline",
                    DangerState.RECTIFIED,
                    step(DangerEvent.SEND_BACK, null, TODAY.plusDays(5)),
                    TODAY.plusDays(5),
                    null),
            new Case(
                    "Nothing is done tomorrow",
                    DangerState.ORDERED,
                    step(DangerEvent.RECTIFY, TODAY.plusDays(1), null),
                    null,
                    "between the year 2000 and today"),
            new Case(
                    "Nothing is rectified before it was found",
                    DangerState.ORDERED,
                    step(DangerEvent.RECTIFY, FOUND.minusDays(1), null),
                    null,
                    "before it was found"));

    @ParameterizedTest
    @FieldSource("CASES")
    void cases(Case given) {
        if (given.refused() != null) {
            assertThatThrownBy(() -> DangerDecider.step(danger(given.state()), given.step(), TODAY))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(given.refused());
        } else {
            assertThat(DangerDecider.step(danger(given.state()), given.step(), TODAY)
                            .deadline())
                    .isEqualTo(given.deadline());
        }
    }
}
