package org.jiaoying.alerting.roster;

import java.util.List;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * A responsibility chain, as written.
 *
 * @param hazard absent: for every hazard of the site that has no chain of its own
 * @param tiers the first is called first
 */
public record RosterChain(SiteKey site, @Nullable Hazard hazard, List<RosterTier> tiers) {

    public RosterChain {
        tiers = List.copyOf(tiers);
    }

    /** Names the chain in the tables. */
    public String id() {
        return site + "/" + (hazard == null ? "all" : hazard.code());
    }
}
