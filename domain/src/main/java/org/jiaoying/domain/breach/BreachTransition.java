package org.jiaoying.domain.breach;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a breach (越限). {@code breachId} and {@code revision} together identify the step: a repeat is
 * dropped by them.
 *
 * @param breachId follows from the cause: rule, subject and the time of the observation that opened it
 * @param revision 1 for {@link Change#OPENED}, then one more for each step
 * @param zone id of the device's zone, if it has one
 * @param point the point violated; absent where the device itself is the subject
 * @param level the level after this step; for {@link Change#CLEARED} the level that was left
 * @param at event time of the observation that caused the step
 * @param detectedAt the clock of the detector when it decided
 * @param value the value that caused it, in {@code unit}; absent where there is none, as for absence
 * @param limit the limit it was held against, in {@code unit}
 * @param late whether the cause was backfill: kept for the record, never a live warning
 * @param reason the sentence for the officer
 * @param evidence what it rests on, where the value and the limit do not say it all; absent otherwise
 * @param shadow whether its rule only records: kept apart, never a warning
 */
public record BreachTransition(
        String breachId,
        int revision,
        Change change,
        String ruleId,
        int ruleVersion,
        Hazard hazard,
        DeviceKey device,
        @Nullable String zone,
        @Nullable String point,
        Level level,
        Instant at,
        Instant detectedAt,
        @Nullable Double value,
        @Nullable Double limit,
        String unit,
        boolean late,
        Text reason,
        @Nullable Evidence evidence,
        boolean shadow) {

    /** A step of a rule that warns, which value and limit explain. */
    public BreachTransition(
            String breachId,
            int revision,
            Change change,
            String ruleId,
            int ruleVersion,
            Hazard hazard,
            DeviceKey device,
            @Nullable String zone,
            @Nullable String point,
            Level level,
            Instant at,
            Instant detectedAt,
            @Nullable Double value,
            @Nullable Double limit,
            String unit,
            boolean late,
            Text reason) {
        this(
                breachId,
                revision,
                change,
                ruleId,
                ruleVersion,
                hazard,
                device,
                zone,
                point,
                level,
                at,
                detectedAt,
                value,
                limit,
                unit,
                late,
                reason,
                null,
                false);
    }

    /** The same step with what it rests on. */
    public BreachTransition with(@Nullable Evidence evidence) {
        return new BreachTransition(
                breachId,
                revision,
                change,
                ruleId,
                ruleVersion,
                hazard,
                device,
                zone,
                point,
                level,
                at,
                detectedAt,
                value,
                limit,
                unit,
                late,
                reason,
                evidence,
                shadow);
    }

    /** The steps of a breach's life. */
    public enum Change {
        OPENED,
        RAISED,
        LOWERED,
        CLEARED
    }

    /** The same step of a rule of this id that only records. */
    public BreachTransition asShadowOf(String rule) {
        return new BreachTransition(
                breachId,
                revision,
                change,
                rule,
                ruleVersion,
                hazard,
                device,
                zone,
                point,
                level,
                at,
                detectedAt,
                value,
                limit,
                unit,
                late,
                reason,
                evidence,
                true);
    }
}
