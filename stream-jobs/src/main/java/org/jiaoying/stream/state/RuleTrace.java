package org.jiaoying.stream.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What detection remembers of one rule at one point. For one thread. */
public final class RuleTrace {
    public final String ruleId;

    /** What {@link #horizon} and {@link #head} remember: the word of the kind of rule that wrote them. */
    public String memory = "";

    /** After all samples but those still in the buffer. */
    public DetectorState horizon = DetectorState.CALM;

    /** After all samples. */
    public DetectorState head = DetectorState.CALM;

    /** Breaches that are open, or were cleared after the horizon; by time of opening. */
    public final List<Issued> issued = new ArrayList<>(1);

    /** The breach that backfill opened, if one is open. */
    public @Nullable Issued late;

    public RuleTrace(String ruleId) {
        this.ruleId = ruleId;
    }

    /** Lets another kind of rule go on from here: the level stays, what was remembered goes. */
    public void remembers(String kind) {
        if (!memory.equals(kind)) {
            horizon = DetectorState.of(horizon.level());
            head = DetectorState.of(head.level());
            memory = kind;
        }
    }

    /** The breach that is open, or null. */
    public @Nullable Issued open() {
        for (int i = issued.size() - 1; i >= 0; i--) {
            if (issued.get(i).open()) {
                return issued.get(i);
            }
        }
        return null;
    }

    /** Nothing that would be missed. */
    public boolean isCalm() {
        return horizon.isCalm() && head.isCalm() && issued.isEmpty() && late == null;
    }
}
