package org.jiaoying.alerting.rule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the detection job said is wrong with a version of a rule.
 *
 * @param code {@code refused}, {@code failed} or {@code unresolved}
 * @param reason the latest
 * @param firstAt when it was told first; absent where that was not kept yet
 * @param count how often it happened
 */
public record RuleFaults(
        int version, String code, String reason, @Nullable Instant firstAt, Instant at, long count) {}
