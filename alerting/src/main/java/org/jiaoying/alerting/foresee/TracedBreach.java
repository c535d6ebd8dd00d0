package org.jiaoying.alerting.foresee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jspecify.annotations.Nullable;

/**
 * One breach from its opening to its end.
 *
 * @param steps in their order; the first opens it
 */
public record TracedBreach(List<BreachTransition> steps) {

    public TracedBreach {
        steps = List.copyOf(steps);
    }

    /** Puts the transitions of a run together, by time of opening. */
    public static List<TracedBreach> of(List<BreachTransition> transitions) {
        Map<String, List<BreachTransition>> byId = new LinkedHashMap<>();
        transitions.forEach(step -> byId.computeIfAbsent(step.breachId(), unseen -> new ArrayList<>())
                .add(step));
        return byId.values().stream()
                .map(steps -> new TracedBreach(steps.stream()
                        .sorted(Comparator.comparingInt(BreachTransition::revision))
                        .toList()))
                .sorted(Comparator.comparing(
                                (TracedBreach breach) -> breach.opened().at())
                        .thenComparing(breach -> breach.opened().breachId()))
                .toList();
    }

    public BreachTransition opened() {
        return steps.get(0);
    }

    public Level peak() {
        return steps.stream()
                .map(BreachTransition::level)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The step that cleared it; null while it is open. */
    public @Nullable BreachTransition cleared() {
        BreachTransition last = steps.get(steps.size() - 1);
        return last.change() == Change.CLEARED ? last : null;
    }

    /** Until when it was open, at the latest. */
    public Instant until(Instant end) {
        BreachTransition last = cleared();
        return last == null ? end : last.at();
    }

    /** What is measured: the point, or the device where it is the subject itself. */
    public String subject() {
        BreachTransition first = opened();
        return first.point() == null ? first.device().toString() : first.device() + "/" + first.point();
    }
}
