package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.RosterTier;
import org.jiaoying.alerting.roster.TierMembers;
import org.jiaoying.alerting.roster.TierMembers.Member;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the responsibility chain that holds now, to be frozen into a warning: the site's own, or that of the nearest organisation
 * above it; one for the hazard before one for all. People are those who answer at this moment.
 */
public final class ChainStore {
    private static final String SMS = "sms";
    private static final String VOICE = "voice";

    private static final String TIERS = """
            with recursive above (id, parent, depth) as (
              select id, parent, 0 from organisation where id = $1
              union all
              select o.id, o.parent, above.depth + 1 from organisation o join above on o.id = above.parent
              where above.depth < 32)
            select t.position, t.name, t.levels, t.channels, t.seconds, t.answers,
              array(select person_id from tier_person p where p.chain_id = t.chain_id and p.position = t.position
                order by rank) as people,
              array(select roster_id from tier_roster r where r.chain_id = t.chain_id and r.position = t.position
                order by rank) as rosters
            from tier t where t.chain_id = (
              select h.id from chain h left join above on above.id = h.organisation
              where (h.hazard = $3 or h.hazard is null)
                and ((h.enterprise = $1 and h.site = $2) or above.id is not null)
              order by coalesce(above.depth, -1), h.hazard nulls last limit 1)
            order by t.position
            """;

    private static final String PEOPLE = """
            with named as (select * from person where active and (officer or id = any ($1))),
            beside as (select * from person where active and id in (select stand_in from named)),
            wanted as (
              select id from named union select id from beside
              union select superior from named union select superior from beside)
            select p.id, p.name, p.post, p.language, p.officer, p.superior, p.stand_in, c.channel, c.address, c.verified_at,
              s.name as superior_name,
              (select sc.address from contact sc where sc.person_id = s.id order by sc.rank, sc.address limit 1) as superior_address
            from person p
            left join contact c on c.person_id = p.id
            left join person s on s.id = p.superior
            where p.active and p.id in (select id from wanted)
            order by p.id, c.channel, c.rank, c.address
            """;

    private static final String POLICIES =
            "select distinct on (level) * from policy where holds_from <= $1 order by level, holds_from desc";

    private final Set<String> channels;
    private final Duration contactsHold;

    /**
     * @param channels those set up here: addresses of others are not frozen, since nothing could be sent there
     * @param contactsHold how long a contact is trusted after it was last verified
     */
    public ChainStore(Set<String> channels, Duration contactsHold) {
        this.channels = Set.copyOf(channels);
        this.contactsHold = contactsHold;
    }

    /** The chain for this hazard at this site, or one without tiers; with the officers. */
    public Future<FrozenChain> freeze(Work work, SiteKey site, Hazard hazard) {
        return Sql.list(
                        Sql.run(work.connection(), TIERS, site.enterprise(), site.site(), hazard.code()),
                        row -> new Placed(row.getInteger("position"), RosterRows.tier(row)))
                .compose(tiers -> DutyStore.book(work.connection(), work.now(), work.now())
                        .compose(book -> people(work, tiers, book)
                                .compose(people ->
                                        policies(work).map(policies -> chain(tiers, book, people, policies)))));
    }

    private record Placed(int position, RosterTier tier) {}

    /** The people there may be need of, by id. */
    private record People(Map<String, Callee> callees, Map<String, Row> rows, Set<String> fresh, Instant at) {

        Optional<String> staleStandIn(String person) {
            Row row = rows.get(person);
            return row == null || fresh.contains(person)
                    ? Optional.empty()
                    : Optional.ofNullable(row.getString("stand_in"));
        }

        boolean has(String person) {
            return callees.containsKey(person);
        }
    }

    private Future<People> people(Work work, List<Placed> tiers, DutyBook book) {
        Instant now = work.now();
        // Whoever stands in for anybody: also for superiors and officers, who are known only by this query.
        var ids = new HashSet<String>(book.standIns(now));
        for (Placed placed : tiers) {
            ids.addAll(placed.tier().people());
            placed.tier().rosters().forEach(roster -> {
                book.answer(roster, now).ifPresent(answer -> ids.add(answer.person()));
                book.roster(roster).ifPresent(known -> ids.addAll(known.people()));
            });
        }
        officersOnDuty(book, now).forEach(ids::add);
        return Sql.list(Sql.run(work.connection(), PEOPLE, (Object) ids.toArray(String[]::new)), row -> row)
                .map(rows -> people(rows, now));
    }

    private static List<String> officersOnDuty(DutyBook book, Instant now) {
        return book.rosters().stream()
                .filter(DutyRoster::officers)
                .flatMap(roster -> book.answer(roster.id(), now).stream())
                .map(answer -> answer.person())
                .toList();
    }

    private People people(List<Row> rows, Instant now) {
        var addresses = new HashMap<String, Map<String, List<String>>>();
        var first = new LinkedHashMap<String, Row>();
        var fresh = new HashSet<String>();
        for (Row row : rows) {
            String id = row.getString("id");
            first.putIfAbsent(id, row);
            var own = addresses.computeIfAbsent(id, key -> new HashMap<>());
            @Nullable String channel = row.getString("channel");
            if (channel != null) {
                own.computeIfAbsent(channel, key -> new ArrayList<>()).add(row.getString("address"));
                Instant verified = Sql.instant(row, "verified_at");
                if (verified != null && verified.plus(contactsHold).isAfter(now)) {
                    fresh.add(id);
                }
            }
        }
        var callees = new HashMap<String, Callee>();
        first.forEach((id, row) -> callees.put(id, callee(row, usable(addresses.getOrDefault(id, Map.of())))));
        return new People(callees, first, fresh, now);
    }

    /** By the channels set up here; a phone is rung on the numbers for texts where none is given for voice. */
    private Map<String, List<String>> usable(Map<String, List<String>> addresses) {
        var usable = new HashMap<String, List<String>>();
        for (String channel : channels) {
            List<String> own = addresses.getOrDefault(
                    channel, channel.equals(VOICE) ? addresses.getOrDefault(SMS, List.of()) : List.of());
            if (!own.isEmpty()) {
                usable.put(channel, own);
            }
        }
        return usable;
    }

    private static Future<Map<Level, Policy>> policies(Work work) {
        return Sql.list(Sql.run(work.connection(), POLICIES, work.now()), row -> row)
                .map(rows -> {
                    var policies = new EnumMap<Level, Policy>(Level.class);
                    rows.forEach(row -> policies.put(ChainJson.level(row.getString("level")), RosterRows.policy(row)));
                    return policies;
                });
    }

    private static FrozenChain chain(List<Placed> tiers, DutyBook book, People people, Map<Level, Policy> policies) {
        var members = new TierMembers(book, people::staleStandIn, book::name, people::has);
        List<FrozenTier> frozen =
                tiers.stream().map(placed -> frozen(placed, members, people)).toList();
        var officers = new LinkedHashMap<String, Callee>();
        officersOnDuty(book, people.at()).forEach(id -> putIfKnown(officers, people, members, id));
        people.rows().forEach((id, row) -> {
            if (row.getBoolean("officer")) {
                putIfKnown(officers, people, members, id);
            }
        });
        var superiors = new HashMap<String, Callee>();
        people.rows().forEach((id, row) -> {
            String superior = row.getString("superior");
            if (superior != null) {
                putIfKnown(superiors, id, people, members, superior);
            }
        });
        return new FrozenChain(frozen, List.copyOf(officers.values()), policies, superiors).complete();
    }

    private static void putIfKnown(Map<String, Callee> officers, People people, TierMembers members, String officer) {
        Member present = members.present(officer, people.at());
        putIfKnown(officers, present.person(), people, members, officer);
    }

    /** Under a key, a person or who stands in for them. */
    private static void putIfKnown(
            Map<String, Callee> into, String key, People people, TierMembers members, String person) {
        Member present = members.present(person, people.at());
        Callee callee = people.callees().get(present.person());
        if (callee != null) {
            into.putIfAbsent(key, callee.because(present.why()));
        }
    }

    private static FrozenTier frozen(Placed placed, TierMembers members, People people) {
        RosterTier tier = placed.tier();
        var callees = new ArrayList<Callee>();
        for (Member member : members.of(tier, people.at())) {
            Callee callee = people.callees().get(member.person());
            if (callee != null) {
                callees.add(callee.because(member.why()));
            }
        }
        return new FrozenTier(
                placed.position(), tier.name(), tier.levels(), tier.channels(), tier.answer(), callees, tier.answers());
    }

    private static Callee callee(Row row, Map<String, List<String>> addresses) {
        String superior = row.getString("superior_name");
        String number = row.getString("superior_address");
        return new Callee(
                row.getString("id"),
                row.getString("name"),
                row.getString("post"),
                row.getString("language"),
                superior == null ? null : number == null ? superior : superior + " " + number,
                addresses);
    }
}
