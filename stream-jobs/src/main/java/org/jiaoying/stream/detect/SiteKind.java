package org.jiaoying.stream.detect;

import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** How the rules of one kind that needs a whole site are planned. To add one: {@link SiteKinds}. */
interface SiteKind<C extends Condition> {

    Class<C> type();

    /** Whether it must hear also of devices that do not fit the rule's subject. */
    default boolean looksAround(C condition) {
        return false;
    }

    /**
     * Asks for what it must hear of a device; asked for every device that fits the rule's subject, or, if it {@link #looksAround}, for
     * every device of the site.
     */
    void want(Rule rule, C condition, Device device, Wanted wanted);

    /** The rule at one site; null where it judges nothing there. */
    @Nullable
    SiteDetector detector(Rule rule, C condition, SiteLook look);

    /** The unit of the values held against the limits. */
    default String unit(C condition) {
        return "";
    }
}
