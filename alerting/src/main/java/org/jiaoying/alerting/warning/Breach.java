package org.jiaoying.alerting.warning;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jspecify.annotations.Nullable;

/**
 * A breach (越限) as alerting knows it: the result of its steps so far.
 *
 * @param revision of the last step that was applied
 * @param late whether it came only from backfill
 */
public record Breach(
        String id,
        int revision,
        DeviceKey device,
        @Nullable String zone,
        @Nullable String point,
        Hazard hazard,
        String ruleId,
        int ruleVersion,
        Level level,
        Level peakLevel,
        boolean open,
        boolean late,
        Instant openedAt,
        Instant changedAt,
        @Nullable Instant clearedAt,
        @Nullable Double value,
        @Nullable Double limit,
        String unit,
        Text reason) {

    /** The breach after its first step that was heard of. */
    public static Breach first(BreachTransition step) {
        return after(step, step.at(), step.level(), step.late());
    }

    /** The breach after one more step. */
    public Breach then(BreachTransition step) {
        Level peak = step.level().graverThan(peakLevel) ? step.level() : peakLevel;
        return after(step, openedAt, peak, late && step.late());
    }

    private static Breach after(BreachTransition step, Instant openedAt, Level peak, boolean late) {
        boolean open = step.change() != BreachTransition.Change.CLEARED;
        return new Breach(
                step.breachId(),
                step.revision(),
                step.device(),
                step.zone(),
                step.point(),
                step.hazard(),
                step.ruleId(),
                step.ruleVersion(),
                step.level(),
                peak,
                open,
                late,
                openedAt,
                step.at(),
                open ? null : step.at(),
                step.value(),
                step.limit(),
                step.unit(),
                step.reason());
    }
}
