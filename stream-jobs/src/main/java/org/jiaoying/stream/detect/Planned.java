package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;

/**
 * Planned work: calibration, tests. While its window is declared, a rule opens nothing; its twin judges instead, and what the twin
 * finds is recorded with that remark, as if the rule ran in shadow. After the longest time the rule warns although the window is
 * still open. What was open when the window began goes on.
 */
final class Planned {
    /** Marks rules that record and warn nobody; what leaves the job gets the rule's own id again. */
    private static final String RECORDS_ONLY = "~";

    private static final Text REMARK = new Text("【计划内，不通知】", "[Planned work, nobody is called] ");

    private Planned() {}

    /** The windows of these kinds, none longer than {@code atMost}. */
    static List<DeclaredWindow> windows(List<DeclaredWindow> declared, List<String> kinds, Duration atMost) {
        return declared.stream()
                .filter(window -> kinds.contains(window.kind()) && !atMost.isZero())
                .map(window -> {
                    Instant end = window.from().plus(atMost);
                    return end.isBefore(window.to())
                            ? new DeclaredWindow(window.kind(), window.from(), end, window.note())
                            : window;
                })
                .toList();
    }

    static boolean recordsOnly(Rule rule) {
        return rule.id().startsWith(RECORDS_ONLY);
    }

    /** The rule under an id of its own that is recorded only, and says why. */
    static Rule twin(Rule rule) {
        return new Rule(
                RECORDS_ONLY + rule.id(),
                rule.hazard(),
                rule.title(),
                rule.clause(),
                rule.holdsFrom(),
                rule.selector(),
                rule.during(),
                rule.condition(),
                new Text(REMARK.zh() + rule.say().zh(), REMARK.en() + rule.say().en()),
                rule.advice(),
                rule.note(),
                rule.mode());
    }
}
