package org.jiaoying.stream.state;

import java.util.Map;
import java.util.TreeMap;

/** What detection remembers of one site between two steps of event time. For one thread. Times are in milliseconds. */
public final class SiteState {
    /** Up to where facts were judged. */
    public long judgedUntil;

    /** People's cards by their tags. */
    public final Map<String, CardState> cards = new TreeMap<>();

    /** When each device that the site's rules listen to was last heard, by its id. */
    public final Map<String, Long> heard = new TreeMap<>();

    /** When the next card is known to be where it seems to be; {@link SiteTrace#NEVER} where none is under way. */
    public long settlesAt = SiteTrace.NEVER;

    /** By the rule's id. */
    public final Map<String, SiteTrace> traces = new TreeMap<>();

    public SiteTrace trace(String ruleId) {
        return traces.computeIfAbsent(ruleId, SiteTrace::new);
    }

    public boolean hasOpenBreach() {
        for (SiteTrace trace : traces.values()) {
            if (trace.hasOpenBreach()) {
                return true;
            }
        }
        return false;
    }
}
