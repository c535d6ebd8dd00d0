package org.jiaoying.messaging.codec;

import java.time.Instant;

/**
 * A rule that the detection job refused, or whose evaluation failed; the other rules run on.
 *
 * @param code {@code refused} or {@code failed}
 */
public record RuleFault(String ruleId, int version, String code, String reason, Instant at) {}
