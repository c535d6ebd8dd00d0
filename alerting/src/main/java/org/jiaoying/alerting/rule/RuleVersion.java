package org.jiaoying.alerting.rule;

import java.time.Instant;

/**
 * One version of a rule.
 *
 * @param document JSON, as the rule parser reads it
 * @param published whether the detection job has been told
 */
public record RuleVersion(
        String ruleId, int version, String document, String author, String reason, Instant at, boolean published) {}
