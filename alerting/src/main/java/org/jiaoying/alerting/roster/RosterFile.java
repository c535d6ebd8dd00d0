package org.jiaoying.alerting.roster;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Who can be called, who answers for what, and who is on duty when, as people write it: YAML (or JSON) with
 * {@code organisations}, {@code people}, {@code chains}, {@code rosters}, {@code leaves}, {@code overrides} and {@code policies};
 * described in {@code docs/set-up-a-roster.md}.
 */
public record RosterFile(
        List<Organisation> organisations,
        List<RosterPerson> people,
        List<RosterChain> chains,
        List<DutyRoster> rosters,
        List<Leave> leaves,
        List<DutyOverride> overrides,
        List<RosterPolicy> policies) {
    public static final RosterFile EMPTY =
            new RosterFile(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int MAX_LENGTH = 4_000_000;

    public RosterFile {
        organisations = List.copyOf(organisations);
        people = List.copyOf(people);
        chains = List.copyOf(chains);
        rosters = List.copyOf(rosters);
        leaves = List.copyOf(leaves);
        overrides = List.copyOf(overrides);
        policies = List.copyOf(policies);
    }

    /**
     * Reads a roster that stands for itself: it names only what it holds.
     *
     * @param source the file's name, for the faults
     * @throws RosterFaultsException with all faults and their lines
     */
    public static RosterFile parse(String source, String text) {
        return parse(source, text, KnownIds.NONE);
    }

    /**
     * Reads a roster, or a part of one that names what is there already.
     *
     * @throws RosterFaultsException with all faults and their lines
     */
    public static RosterFile parse(String source, String text, KnownIds known) {
        var faults = new Faults(source);
        RosterFile roster = DocumentReader.read(source, text, MAX_LENGTH, faults)
                .map(fields -> new RosterReader(known).roster(fields))
                .orElse(EMPTY);
        if (!faults.isEmpty()) {
            throw new RosterFaultsException(faults.all());
        }
        return roster;
    }

    /** The chain for a hazard at a site: the site's own, or that of the nearest organisation above it; one for the hazard first. */
    public Optional<RosterChain> chain(SiteKey site, Hazard hazard) {
        Optional<RosterChain> own = nearest(chain -> site.equals(chain.site()), hazard);
        Set<String> seen = new HashSet<>();
        for (String at = site.enterprise(); own.isEmpty() && at != null && seen.add(at); at = parentOf(at)) {
            String organisation = at;
            own = nearest(chain -> organisation.equals(chain.organisation()), hazard);
        }
        return own;
    }

    private Optional<RosterChain> nearest(Predicate<RosterChain> scope, Hazard hazard) {
        return chains.stream()
                .filter(scope)
                .filter(chain -> chain.hazard() == null || chain.hazard() == hazard)
                .max(Comparator.comparing(chain -> chain.hazard() != null));
    }

    private @Nullable String parentOf(String organisation) {
        return organisations.stream()
                .filter(one -> one.id().equals(organisation) && one.parent() != null)
                .map(Organisation::parent)
                .findFirst()
                .orElse(null);
    }

    /** Whether it holds nothing but leaves and overrides. */
    public boolean onlyDuty() {
        return organisations.isEmpty()
                && people.isEmpty()
                && chains.isEmpty()
                && rosters.isEmpty()
                && policies.isEmpty();
    }

    /** Reads a roster that stands in another document; what is wrong goes to that document's faults. */
    public static RosterFile read(Fields in, KnownIds known) {
        return new RosterReader(known).roster(in);
    }
}
