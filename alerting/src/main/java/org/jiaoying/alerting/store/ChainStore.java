package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/** Reads the responsibility chain that holds now, to be frozen into a warning. */
public final class ChainStore {
    private static final String TIERS = """
            select t.chain_id, t.position, t.name, t.levels, t.channels, t.seconds, t.answers, p.person_id
            from tier t left join tier_person p on p.chain_id = t.chain_id and p.position = t.position
            where t.chain_id = (
              select id from chain where enterprise = $1 and site = $2 and (hazard = $3 or hazard is null)
              order by hazard nulls last limit 1)
            order by t.position, p.rank
            """;

    private static final String PEOPLE = """
            select p.id, p.name, p.post, p.language, p.officer, p.superior, c.channel, c.address,
              s.name as superior_name,
              (select sc.address from contact sc where sc.person_id = s.id order by sc.rank, sc.address limit 1) as superior_address
            from person p
            left join contact c on c.person_id = p.id
            left join person s on s.id = p.superior
            where p.active and (p.officer
              or p.id in (select person_id from tier_person where chain_id = $1)
              or p.id in (select m.superior from tier_person t join person m on m.id = t.person_id where t.chain_id = $1))
            order by p.id, c.channel, c.rank, c.address
            """;

    private static final String POLICIES =
            "select distinct on (level) * from policy where holds_from <= $1 order by level, holds_from desc";

    private final Set<String> channels;

    /** @param channels those set up here: addresses of others are not frozen, since nothing could be sent there */
    public ChainStore(Set<String> channels) {
        this.channels = Set.copyOf(channels);
    }

    /** The chain of this hazard at this site, or the site's chain for all hazards, or one without tiers; with the officers. */
    public Future<FrozenChain> freeze(Work work, SiteKey site, Hazard hazard) {
        return Sql.list(Sql.run(work.connection(), TIERS, site.enterprise(), site.site(), hazard.code()), row -> row)
                .compose(tiers -> {
                    String chainId = tiers.isEmpty() ? "" : tiers.get(0).getString("chain_id");
                    return Sql.list(Sql.run(work.connection(), PEOPLE, chainId), row -> row)
                            .compose(people -> policies(work).map(policies -> chain(tiers, people, policies)));
                });
    }

    private Future<Map<Level, Policy>> policies(Work work) {
        return Sql.list(Sql.run(work.connection(), POLICIES, work.now()), row -> row)
                .map(rows -> {
                    var policies = new EnumMap<Level, Policy>(Level.class);
                    rows.forEach(row -> policies.put(ChainJson.level(row.getString("level")), policy(row)));
                    return policies;
                });
    }

    private FrozenChain chain(List<Row> tierRows, List<Row> personRows, Map<Level, Policy> policies) {
        var people = new LinkedHashMap<String, Callee>();
        var officers = new ArrayList<Callee>();
        var addresses = new HashMap<String, Map<String, List<String>>>();
        for (Row row : personRows) {
            var own = addresses.computeIfAbsent(row.getString("id"), id -> new HashMap<>());
            if (row.getString("channel") != null && channels.contains(row.getString("channel"))) {
                own.computeIfAbsent(row.getString("channel"), channel -> new ArrayList<>())
                        .add(row.getString("address"));
            }
        }
        for (Row row : personRows) {
            if (!people.containsKey(row.getString("id"))) {
                Callee callee = callee(row, addresses.getOrDefault(row.getString("id"), Map.of()));
                people.put(callee.id(), callee);
                if (row.getBoolean("officer")) {
                    officers.add(callee);
                }
            }
        }
        var superiors = new HashMap<String, Callee>();
        for (Row row : personRows) {
            Callee superior = row.getString("superior") == null ? null : people.get(row.getString("superior"));
            if (superior != null) {
                superiors.put(row.getString("id"), superior);
            }
        }
        return new FrozenChain(tiers(tierRows, people), officers, policies, superiors).complete();
    }

    private static List<FrozenTier> tiers(List<Row> rows, Map<String, Callee> people) {
        var members = new LinkedHashMap<Integer, List<Callee>>();
        var first = new HashMap<Integer, Row>();
        for (Row row : rows) {
            List<Callee> ofTier = members.computeIfAbsent(row.getInteger("position"), position -> new ArrayList<>());
            first.putIfAbsent(row.getInteger("position"), row);
            @Nullable
            Callee member = row.getString("person_id") == null ? null : people.get(row.getString("person_id"));
            if (member != null) {
                ofTier.add(member);
            }
        }
        var tiers = new ArrayList<FrozenTier>();
        first.forEach((position, row) -> tiers.add(tier(row, members.getOrDefault(position, List.of()))));
        return tiers;
    }

    private static FrozenTier tier(Row row, List<Callee> members) {
        var levels = new LinkedHashSet<Level>();
        for (String level : row.getArrayOfStrings("levels")) {
            levels.add(ChainJson.level(level));
        }
        var times = new EnumMap<Level, Duration>(Level.class);
        JsonObject seconds = (JsonObject) row.getJson("seconds");
        seconds.fieldNames()
                .forEach(level -> times.put(ChainJson.level(level), Duration.ofSeconds(seconds.getLong(level))));
        return new FrozenTier(
                row.getInteger("position"),
                row.getString("name"),
                levels,
                Arrays.asList(row.getArrayOfStrings("channels")),
                times,
                members,
                row.getString("answers") == null ? null : Answers.valueOf(row.getString("answers")));
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

    private static Policy policy(Row row) {
        return new Policy(
                Duration.ofSeconds(row.getInteger("answer_seconds")),
                row.getInteger("repeats"),
                Duration.ofSeconds(row.getInteger("repeat_within_seconds")),
                row.getBoolean("together"),
                Duration.ofSeconds(row.getInteger("first_report_seconds")),
                Duration.ofSeconds(row.getInteger("closing_report_seconds")),
                Answers.valueOf(row.getString("answers")),
                Arrays.asList(row.getArrayOfStrings("channels")),
                Arrays.asList(row.getArrayOfStrings("again")),
                row.getBoolean("superior"));
    }
}
