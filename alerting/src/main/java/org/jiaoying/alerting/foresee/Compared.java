package org.jiaoying.alerting.foresee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * A warning that a rule would have raised on the same data, before its edit and after: two at one site that were open at the same
 * time are the same.
 *
 * @param warning as it is after the edit; as it was where the edit takes it away
 * @param before its level before the edit; absent where the edit brings it
 */
public record Compared(
        Change change, ForeseenWarning warning, @Nullable Level before) {

    /** What the edit does to a warning. */
    public enum Change {
        NEW,
        GONE,
        RAISED,
        LOWERED,
        SAME
    }

    /** By time of opening. */
    public static List<Compared> of(List<ForeseenWarning> before, List<ForeseenWarning> after) {
        var compared = new ArrayList<Compared>();
        for (ForeseenWarning warning : after) {
            Optional<Level> was = before.stream()
                    .filter(other -> same(warning, other))
                    .map(ForeseenWarning::peak)
                    .max(Comparator.naturalOrder());
            compared.add(new Compared(
                    was.map(level -> change(level, warning.peak())).orElse(Change.NEW), warning, was.orElse(null)));
        }
        Stream<ForeseenWarning> gone =
                before.stream().filter(warning -> after.stream().noneMatch(other -> same(warning, other)));
        gone.forEach(warning -> compared.add(new Compared(Change.GONE, warning, warning.peak())));
        compared.sort(Comparator.comparing(one -> one.warning().from()));
        return List.copyOf(compared);
    }

    private static boolean same(ForeseenWarning one, ForeseenWarning other) {
        return one.site().equals(other.site())
                && !one.from().isAfter(other.until())
                && !other.from().isAfter(one.until());
    }

    private static Change change(Level before, Level after) {
        if (after.graverThan(before)) {
            return Change.RAISED;
        }
        return before.graverThan(after) ? Change.LOWERED : Change.SAME;
    }
}
