package org.jiaoying.alerting.danger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step that somebody reports.
 *
 * @param day when it was done; absent: today
 * @param deadline of a step that sets one
 * @param responsible who must rectify; absent: as before
 */
public record DangerStep(
        DangerEvent event,
        @Nullable LocalDate day,
        @Nullable LocalDate deadline,
        @Nullable String responsible,
        String note) {}
