package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * One rule at one site, with its limits looked up.
 *
 * @param holdsFrom milliseconds
 * @param windows the rule is asleep outside of these; null for never asleep
 */
record SiteWatch(
        Rule rule,
        int version,
        SiteDetector detector,
        String unit,
        long holdsFrom,
        @Nullable List<DeclaredWindow> windows) {

    boolean awakeAt(long at) {
        return at >= holdsFrom && (windows == null || Windows.anyContains(windows, at));
    }

    /** When next after {@code now} it falls asleep or awakes; {@link Long#MAX_VALUE} if never. */
    long turnsAfter(long now) {
        long next = holdsFrom > now ? holdsFrom : Long.MAX_VALUE;
        return windows == null ? next : Math.min(next, Windows.nextEdge(windows, now));
    }
}
