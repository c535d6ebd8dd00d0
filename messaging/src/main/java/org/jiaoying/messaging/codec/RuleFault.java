package org.jiaoying.messaging.codec;

import java.time.Instant;

/**
 * A rule that the detection job refused, or whose evaluation failed; the other rules run on.
 *
 * @param code {@code refused} (it has faults), {@code failed} (its evaluation threw), or {@code unresolved} (a subject has none of its
 *     limits in the register)
 * @param count how often it happened since it was told last, this time included
 */
public record RuleFault(String ruleId, int version, String code, String reason, Instant at, long count) {

    /** A fault that happened once. */
    public RuleFault(String ruleId, int version, String code, String reason, Instant at) {
        this(ruleId, version, code, reason, at, 1);
    }
}
