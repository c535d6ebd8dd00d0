package org.jiaoying.stream.detect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The zones that a rule about people looks at.
 *
 * @param zones null for the whole site, places that nobody knows the name of among them
 */
record Place(@Nullable Set<String> zones) {

    boolean holds(String zone) {
        return !zone.isEmpty() && (zones == null || zones.contains(zone));
    }
}
