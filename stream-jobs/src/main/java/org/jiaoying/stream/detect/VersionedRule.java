package org.jiaoying.stream.detect;

import org.jiaoying.domain.rule.Rule;

/** A rule in force, with the version that stands in its breaches. */
public record VersionedRule(int version, Rule rule) {}
