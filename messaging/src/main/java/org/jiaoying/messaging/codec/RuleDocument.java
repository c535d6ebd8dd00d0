package org.jiaoying.messaging.codec;

/**
 * A rule as it travels on compacted topic {@code rules}.
 *
 * @param version grows with each change of the rule
 * @param json as the rule parser reads it
 */
public record RuleDocument(String ruleId, int version, String json) {}
