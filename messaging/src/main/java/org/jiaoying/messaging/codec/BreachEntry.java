package org.jiaoying.messaging.codec;

import java.time.Instant;
import org.jiaoying.domain.breach.BreachTransition;

/** What stands in topic {@code breaches}. */
public sealed interface BreachEntry {

    /** A step in the life of a breach. */
    record Transition(BreachTransition transition) implements BreachEntry {}

    /** "Every transition caused by what was observed up to {@code completeUntil} stands before this in this partition." */
    record Progress(Instant completeUntil) implements BreachEntry {}
}
