package org.jiaoying.alerting.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a thing as a table: from this state, by this event, to that state. What is not in the table does not happen.
 *
 * @param <S> its states
 * @param <E> the events of its life
 */
public final class LifeCycle<S extends Enum<S>, E extends Enum<E>> {

    /** One line of the table. */
    public record Step<S, E>(S from, E event, S to) {}

    private final String machine;
    private final S first;
    private final Map<S, Map<E, S>> table = new LinkedHashMap<>();
    private final List<Step<S, E>> steps;

    /** @throws IllegalArgumentException if the table says two things about the same state and event */
    public LifeCycle(String machine, S first, List<Step<S, E>> steps) {
        this.machine = machine;
        this.first = first;
        this.steps = List.copyOf(steps);
        for (Step<S, E> step : steps) {
            S before = table.computeIfAbsent(step.from(), state -> new LinkedHashMap<>())
                    .put(step.event(), step.to());
            if (before != null) {
                throw new IllegalArgumentException(machine + ": two steps from " + step.from() + " by " + step.event());
            }
        }
    }

    /** A line of the table. */
    public static <S, E> Step<S, E> step(S from, E event, S to) {
        return new Step<>(from, event, to);
    }

    /** The state after the event; empty if the table has no such step. */
    public Optional<S> after(S state, E event) {
        return Optional.ofNullable(table.getOrDefault(state, Map.of()).get(event));
    }

    /** @throws IllegalStepException naming machine, state and event, if the table has no such step */
    public S require(S state, E event) {
        return after(state, event).orElseThrow(() -> new IllegalStepException(machine, state.name(), event.name()));
    }

    /** The states from which the event leads somewhere. */
    public List<S> statesThatTake(E event) {
        return steps.stream()
                .filter(step -> step.event() == event)
                .map(Step::from)
                .toList();
    }

    public List<Step<S, E>> steps() {
        return steps;
    }

    /** The table as a Mermaid state diagram. */
    public String diagram() {
        var out = new StringBuilder("stateDiagram-v2\n    [*] --> " + first + "\n");
        for (Step<S, E> step : steps) {
            out.append("    ")
                    .append(step.from())
                    .append(" --> ")
                    .append(step.to())
                    .append(" : ")
                    .append(step.event()
                            .name()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace('_', ' '))
                    .append('\n');
        }
        return out.toString();
    }
}
