package org.jiaoying.stream.state;

import org.jspecify.annotations.Nullable;

/**
 * What detection remembers of one absence rule at one subject.
 *
 * @param point the point that is silent; null for the whole device
 * @param breach the open breach
 */
public record Silence(String ruleId, @Nullable String point, Issued breach) {}
