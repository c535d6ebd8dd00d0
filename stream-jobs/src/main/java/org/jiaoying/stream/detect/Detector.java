package org.jiaoying.stream.detect;

import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one kind of rule at one point: a pure step from state to state, sample by sample in order of time. Immutable, and
 * shared between points with the same limits.
 */
interface Detector {

    /**
     * The state after a sample; {@link DetectorState#level()} of it is the level that the rule has reached.
     *
     * @param at milliseconds; later than all samples before
     * @param value in the point's unit
     * @return {@code before} itself where nothing changed
     */
    DetectorState step(DetectorState before, long at, double value);

    /** Names what it remembers in the state's times and values: what another kind remembered there is not understood. */
    String memory();

    /** The limit of a level, in the rule's unit. */
    double limit(Level level);

    /** What is held against the limit: the value itself, or what was computed from it and those before. */
    default double measured(DetectorState after, double value) {
        return value;
    }

    /** What the level now reached rests on; null where the measured value and the limit say it all. */
    default @Nullable Evidence evidence(DetectorState after, Subject subject) {
        return null;
    }

    /** What stands in the record with the step that clears a breach; null where value and limit say it all. */
    default @Nullable Evidence closing(DetectorState after, Subject subject) {
        return null;
    }

    /** The level that a sample has by itself, without those before it; null where one sample proves nothing. */
    default @Nullable Level alone(double value) {
        return null;
    }
}
