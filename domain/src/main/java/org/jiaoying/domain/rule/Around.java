package org.jiaoying.domain.rule;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule looks beyond its own subject: at the subject alone, in its zone, in its site, or at whatever in the site has the
 * same value of an attribute of the register, such as the heading or the airway.
 *
 * @param attribute the attribute's name where {@code reach} is {@link Reach#ALIKE}; null otherwise
 */
public record Around(Reach reach, @Nullable String attribute) {
    public static final Around SELF = new Around(Reach.SELF, null);
    public static final Around ZONE = new Around(Reach.ZONE, null);
    public static final Around SITE = new Around(Reach.SITE, null);

    /** How far. */
    public enum Reach {
        SELF,
        ZONE,
        SITE,
        ALIKE
    }

    /** @throws IllegalArgumentException with a message that completes "'…' " */
    static Around parse(String text) {
        return switch (text) {
            case "self" -> SELF;
            case "zone" -> ZONE;
            case "site" -> SITE;
            default -> {
                if (!Amounts.isAttributeName(text)) {
                    throw new IllegalArgumentException("is neither self, zone, site nor the name of an attribute");
                }
                yield new Around(Reach.ALIKE, text);
            }
        };
    }

    /** As it stands in a rule. */
    String text() {
        return attribute == null ? reach.name().toLowerCase(java.util.Locale.ROOT) : attribute;
    }
}
