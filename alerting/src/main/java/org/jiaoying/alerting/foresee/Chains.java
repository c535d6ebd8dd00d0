package org.jiaoying.alerting.foresee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.RosterChain;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.RosterPerson;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jiaoying.alerting.roster.RosterTier;
import org.jiaoying.alerting.roster.TierMembers;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.calendar.WorkCalendar;

/** Who of a roster is called for what, and when the next ones are if nobody answers. */
public final class Chains {
    private final RosterFile roster;
    private final TierMembers members;
    private final Map<String, RosterPerson> people = new LinkedHashMap<>();

    public Chains(RosterFile roster) {
        this.roster = roster;
        roster.people().forEach(person -> people.put(person.id(), person));
        var book =
                new DutyBook(WorkCalendar.china(), roster.rosters(), roster.leaves(), roster.overrides(), this::name);
        members = new TierMembers(book, person -> Optional.empty(), this::name, this::isThere);
    }

    /**
     * The calls of one chase in which nobody answers.
     *
     * @return nothing where no chain is set
     */
    public List<ForeseenCall> calls(SiteKey site, Hazard hazard, Level level, Instant start) {
        List<RosterTier> tiers = roster.chain(site, hazard).map(RosterChain::tiers).orElse(List.of()).stream()
                .filter(tier -> tier.levels().contains(level))
                .toList();
        Policy policy = policy(level, start);
        var calls = new ArrayList<ForeseenCall>();
        Instant at = start;
        for (int number = 1; number <= tiers.size(); number++) {
            RosterTier tier = tiers.get(number - 1);
            for (TierMembers.Member member : members.of(tier, start)) {
                calls.add(new ForeseenCall(
                        at, number, tier.name(), member.person(), name(member.person()), at.equals(start)));
            }
            Duration answer = tier.answer().getOrDefault(level, policy.answer());
            at = policy.together() ? at : at.plus(answer);
        }
        return calls;
    }

    private boolean isThere(String person) {
        RosterPerson known = people.get(person);
        return known != null && known.active();
    }

    private String name(String person) {
        RosterPerson known = people.get(person);
        return known == null ? person : known.name();
    }

    private Policy policy(Level level, Instant at) {
        return roster.policies().stream()
                .filter(policy -> policy.level() == level && !policy.from().isAfter(at))
                .max(Comparator.comparing(RosterPolicy::from))
                .map(RosterPolicy::policy)
                .orElseGet(() -> Policy.byDefault(level));
    }
}
