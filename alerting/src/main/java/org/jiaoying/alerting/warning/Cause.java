package org.jiaoying.alerting.warning;

import java.time.Instant;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * Why there is a warning: its gravest open breach as it was last heard of.
 *
 * @param breachId absent for a drill
 * @param place site, zone and what is measured there, in words
 * @param reason the detector's sentence
 * @param at event time of the observation
 */
public record Cause(
        @Nullable String breachId,
        Text place,
        Text reason,
        @Nullable Double value,
        @Nullable Double limit,
        String unit,
        Instant at) {}
