package org.jiaoying.alerting.inspection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was done after an inspection.
 *
 * @param day absent: today
 * @param people how many, of those held accountable; else 0
 */
public record Measure(MeasureKind kind, @Nullable LocalDate day, int people, String note) {}
