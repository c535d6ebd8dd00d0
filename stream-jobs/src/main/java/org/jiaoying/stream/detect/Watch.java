package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * One rule at one point, with its limits looked up.
 *
 * @param unit of the values held against the limits
 * @param places what else stands in its sentence
 * @param holdsFrom milliseconds
 * @param windows the rule is asleep outside of these; null for never asleep
 * @param planned in these it opens nothing; what is open goes on
 */
record Watch(
        Rule rule,
        int version,
        Detector detector,
        Subject subject,
        String unit,
        Map<String, Text> places,
        long holdsFrom,
        @Nullable List<DeclaredWindow> windows,
        List<DeclaredWindow> planned) {

    boolean awakeAt(long at) {
        if (at < holdsFrom) {
            return false;
        }
        if (windows == null) {
            return true;
        }
        for (DeclaredWindow window : windows) {
            if (at >= window.from().toEpochMilli() && at < window.to().toEpochMilli()) {
                return true;
            }
        }
        return false;
    }

    /** The state after a sample; a rule that is asleep forgets. */
    DetectorState step(DetectorState before, long at, double value) {
        if (!planned.isEmpty() && before.level() == null && Windows.anyContains(planned, at)) {
            return DetectorState.CALM;
        }
        return awakeAt(at) ? detector.step(before, at, value) : DetectorState.CALM;
    }
}
