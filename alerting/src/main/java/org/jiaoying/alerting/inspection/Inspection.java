package org.jiaoying.alerting.inspection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An inspection that took place.
 *
 * @param enterprise absent: a round of the government through several
 * @param day absent: today
 */
public record Inspection(
        InspectionKind kind,
        @Nullable String enterprise,
        @Nullable String site,
        @Nullable LocalDate day,
        String inspector,
        String summary) {}
