package org.jiaoying.domain.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which devices and points a rule judges: all that fit every field given.
 *
 * @param quantity of the point; if this and {@code point} are null, the device itself is the subject
 * @param point id of the point within its device
 * @param where attributes that the point, device, zone or site must have with exactly this value
 */
public record Selector(
        @Nullable String quantity,
        @Nullable String point,
        @Nullable String deviceKind,
        @Nullable String siteKind,
        @Nullable String enterprise,
        @Nullable String site,
        @Nullable String device,
        Map<String, String> where) {

    public Selector {
        where = Map.copyOf(where);
    }

    /** Whether points are judged, and not devices as a whole. */
    public boolean judgesPoints() {
        return quantity != null || point != null;
    }
}
