package org.jiaoying.stream.host;

import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.stream.detect.VersionedRule;

/**
 * Rules in shadow mode judge under an id of their own, so that what they remember and the breaches they open have nothing to do
 * with those of the same rule when it warns: a rule that goes live starts afresh, one that leaves goes from the record only.
 * Detectors know nothing of it; what leaves the job gets the rule's own id again and is marked.
 */
final class Shadow {
    /** Stands in no id that can be written. */
    private static final String MARK = "~";

    private Shadow() {}

    /** The rule as it judges. */
    static VersionedRule cast(VersionedRule rule) {
        return rule.rule().mode() == Rule.Mode.SHADOW
                ? new VersionedRule(
                        rule.version(), rule.rule().withId(MARK + rule.rule().id()))
                : rule;
    }

    /** The id of the rule that people know. */
    static String ruleId(String judging) {
        return judging.startsWith(MARK) ? judging.substring(MARK.length()) : judging;
    }

    /** The step as it leaves the job. */
    static BreachTransition reveal(BreachTransition step) {
        return step.ruleId().startsWith(MARK) ? step.asShadowOf(ruleId(step.ruleId())) : step;
    }
}
