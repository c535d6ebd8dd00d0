package org.jiaoying.stream.state;

import org.jspecify.annotations.Nullable;

/** What detection remembers of one rule at one subject of a site: a zone, a card, a pair of points. For one thread. */
public final class SubjectTrace {
    /** What the kind of rule remembers here. */
    public DetectorState state = DetectorState.CALM;

    /** The open breach. */
    public @Nullable Issued issued;

    /** Text form of the key of the device that stands in the breach. */
    public String device = "";

    /** Nothing that would be missed. */
    public boolean isCalm() {
        return state.isCalm() && issued == null;
    }
}
