package org.jiaoying.stream.detect;

import org.jiaoying.stream.state.SiteTrace;

/**
 * Evaluates one rule at one site, over several of its devices. Immutable: all it remembers stands in the trace it is handed,
 * by subject. It is told of facts in their order of time, and says through {@link Verdicts} which level each subject has
 * reached; opening, raising and clearing follow from that.
 *
 * <p>Whoever needs to know that nothing came asks to be looked at by {@link SiteTrace#lookAt}. A look may come for nothing, and
 * must then change nothing: not earlier than its time is up may a detector act.
 */
interface SiteDetector {

    /** Names what it remembers: what another kind remembered is not understood. */
    String memory();

    /** A fact that {@link Wanted} asked for. What the site as a whole knows has taken it already. */
    void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out);

    /** Time has come to {@code now}. Also called once when the rule or the register changed, and at the rule's first sight of the site. */
    void look(long now, SiteView view, SiteTrace trace, Verdicts out);

    /** Whether it must be looked at whenever somebody is somewhere else. */
    default boolean followsPeople() {
        return false;
    }

    /** Whether a fact is true by itself, whatever came before: then {@link #atOnce} is told of it when it arrives. */
    default boolean isTrueAlone(SiteFact fact) {
        return false;
    }

    /** A fact that is true by itself has arrived; its turn has not come, and it will be taken then as well. */
    default void atOnce(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {}

    /** A fact of backfill, for the record only: what is true by it alone. */
    default void late(SiteFact fact, SiteView view, Verdicts out) {}
}
