package org.jiaoying.simulators.replay;

import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;

/**
 * How what was found compares with what ought to be.
 *
 * @param found labels that a breach met
 * @param missed labels that none met
 * @param unexpected openings of breaches that meet no label; late ones (backfill) are not counted
 */
public record ReplayVerdict(List<ReplayLabel> found, List<ReplayLabel> missed, List<BreachTransition> unexpected) {

    public ReplayVerdict {
        found = List.copyOf(found);
        missed = List.copyOf(missed);
        unexpected = List.copyOf(unexpected);
    }

    /** Whether all was found and nothing else. */
    public boolean perfect() {
        return missed.isEmpty() && unexpected.isEmpty();
    }

    /**
     * Compares.
     *
     * @param transitions all of the replay; only openings are judged
     */
    public static ReplayVerdict of(List<ReplayLabel> labels, List<BreachTransition> transitions) {
        List<BreachTransition> openings = transitions.stream()
                .filter(transition -> transition.change() == Change.OPENED && !transition.late())
                .toList();
        var found = new ArrayList<ReplayLabel>();
        var missed = new ArrayList<ReplayLabel>();
        for (ReplayLabel label : labels) {
            (openings.stream().anyMatch(label::isMetBy) ? found : missed).add(label);
        }
        List<BreachTransition> unexpected = openings.stream()
                .filter(opened -> labels.stream().noneMatch(label -> label.isMetBy(opened)))
                .toList();
        return new ReplayVerdict(found, missed, unexpected);
    }
}
