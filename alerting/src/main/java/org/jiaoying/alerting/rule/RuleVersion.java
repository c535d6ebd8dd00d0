package org.jiaoying.alerting.rule;

import java.time.Instant;

/**
 * One version of a rule.
 *
 * @param document JSON, as the rule parser reads it; where it was removed, as it was last
 * @param published whether the detection job has been told
 * @param removed whether this version takes the rule out of force
 */
public record RuleVersion(
        String ruleId,
        int version,
        String document,
        String author,
        String reason,
        Instant at,
        boolean published,
        boolean removed) {}
