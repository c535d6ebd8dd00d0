package org.jiaoying.alerting.danger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A hidden danger as far as its next step depends on it. */
public record Danger(
        long id,
        String enterprise,
        DangerState state,
        LocalDate foundOn,
        @Nullable LocalDate deadline) {}
