package org.jiaoying.alerting.roster;

import java.util.List;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * A responsibility chain, as written: of a site, or of an organisation for all sites below it that have no chain of their own.
 *
 * @param site absent: the chain is an organisation's
 * @param organisation absent: the chain is a site's
 * @param hazard absent: for every hazard that has no chain of its own there
 * @param tiers the first is called first
 */
public record RosterChain(
        @Nullable SiteKey site,
        @Nullable String organisation,
        @Nullable Hazard hazard,
        List<RosterTier> tiers) {

    public RosterChain {
        if ((site == null) == (organisation == null)) {
            throw new IllegalArgumentException("a chain is a site's or an organisation's");
        }
        tiers = List.copyOf(tiers);
    }

    /** Names the chain in the tables. */
    public String id() {
        return (site == null ? "organisation:" + organisation : site.toString()) + "/"
                + (hazard == null ? "all" : hazard.code());
    }
}
