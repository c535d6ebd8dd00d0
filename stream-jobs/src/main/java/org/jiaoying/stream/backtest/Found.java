package org.jiaoying.stream.backtest;

import java.util.List;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.RuleFault;

/**
 * What a run over a recording found.
 *
 * @param transitions of breaches, by the time of their cause, then by breach and revision: in an order that does not depend on
 *     how many operators there were
 * @param ruleFaults rules refused, failed, or without limits at a subject
 */
public record Found(List<BreachTransition> transitions, List<RuleFault> ruleFaults) {

    public Found {
        transitions = List.copyOf(transitions);
        ruleFaults = List.copyOf(ruleFaults);
    }
}
