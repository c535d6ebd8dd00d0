package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.view.Scope;

/** Reads people and responsibility chains, as the API's documents show them. */
public final class PeopleViews {
    private static final String PEOPLE = """
            select p.*, c.channel, c.address, c.verified_at, c.verified_by from person p left join contact c on c.person_id = p.id
            where $1::text is null or p.enterprise = $1
              or exists (select 1 from chain h join tier_person t on t.chain_id = h.id
                where h.enterprise = $1 and t.person_id = p.id)
            order by p.id, c.rank, c.channel, c.address
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration contactsHold;

    /** @param contactsHold how long a contact is trusted after it was last verified */
    public PeopleViews(Pool pool, Transactions transactions, InstantSource clock, Duration contactsHold) {
        this.pool = pool;
        this.transactions = transactions;
        this.clock = clock;
        this.contactsHold = contactsHold;
    }

    /**
     * People with masked numbers. An enterprise sees its own and those whom its chains name.
     *
     * @param stale only those none of whose numbers has been verified for long
     */
    public Future<List<JsonObject>> masked(Scope scope, boolean stale) {
        return Sql.list(Sql.run(pool, PEOPLE, scope.enterprise()), row -> row).map(rows -> people(rows, true, stale));
    }

    /** People with their numbers; that they were looked at is recorded in the same transaction. */
    public Future<List<JsonObject>> full(Scope scope, boolean stale, Actor reader) {
        return transactions.run(work -> Sql.list(Sql.run(work.connection(), PEOPLE, scope.enterprise()), row -> row)
                .map(rows -> {
                    List<JsonObject> people = people(rows, false, stale);
                    work.record(reader, "people.viewed", "people", new JsonObject().put("people", people.size()));
                    return people;
                }));
    }

    private List<JsonObject> people(List<Row> rows, boolean mask, boolean stale) {
        Instant since = clock.instant().minus(contactsHold);
        Map<String, JsonObject> people = new LinkedHashMap<>();
        for (Row row : rows) {
            JsonObject person = people.computeIfAbsent(row.getString("id"), id -> person(row));
            String address = row.getString("address");
            if (address != null) {
                person.getJsonArray("contacts")
                        .add(new JsonObject()
                                .put("channel", row.getString("channel"))
                                .put("address", mask ? Masked.number(address) : address)
                                .put("verifiedAt", Documents.time(row, "verified_at"))
                                .put("verifiedBy", row.getString("verified_by")));
                Instant verified = Sql.instant(row, "verified_at");
                if (verified != null && verified.isAfter(since)) {
                    person.put("stale", false);
                }
            }
        }
        return people.values().stream()
                .filter(person -> !stale || (person.getBoolean("stale") && person.getBoolean("active")))
                .toList();
    }

    private static JsonObject person(Row row) {
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("name", row.getString("name"))
                .put("post", row.getString("post"))
                .put("enterprise", row.getString("enterprise"))
                .put("officer", row.getBoolean("officer"))
                .put("active", row.getBoolean("active"))
                .put("organisation", row.getString("organisation"))
                .put("superior", row.getString("superior"))
                .put("standIn", row.getString("stand_in"))
                .put("stale", true)
                .put("contacts", new JsonArray());
    }

    /** The responsibility chains. */
    public Future<List<JsonObject>> rosters(Scope scope) {
        return Sql.list(Sql.run(pool, """
                                select h.id, h.enterprise, h.site, h.organisation, h.hazard, t.position, t.name as tier_name, t.levels,
                                  t.channels, p.id as person_id, p.name as person_name,
                                  array(select roster_id from tier_roster r where r.chain_id = h.id
                                    and r.position = t.position order by rank) as rosters
                                from chain h
                                left join tier t on t.chain_id = h.id
                                left join tier_person tp on tp.chain_id = h.id and tp.position = t.position
                                left join person p on p.id = tp.person_id
                                where $1::text is null or h.enterprise = $1
                                order by h.id, t.position, tp.rank
                                """, scope.enterprise()), row -> row).map(PeopleViews::chains);
    }

    private static List<JsonObject> chains(List<Row> rows) {
        Map<String, JsonObject> chains = new LinkedHashMap<>();
        Map<String, JsonObject> tiers = new LinkedHashMap<>();
        for (Row row : rows) {
            JsonObject chain = chains.computeIfAbsent(row.getString("id"), id -> chain(row));
            Integer position = row.getInteger("position");
            if (position == null) {
                continue;
            }
            JsonObject tier = tiers.computeIfAbsent(row.getString("id") + "/" + position, key -> {
                JsonObject created = tier(row);
                chain.getJsonArray("tiers").add(created);
                return created;
            });
            if (row.getString("person_id") != null) {
                tier.getJsonArray("people")
                        .add(new JsonObject()
                                .put("id", row.getString("person_id"))
                                .put("name", row.getString("person_name")));
            }
        }
        return List.copyOf(chains.values());
    }

    private static JsonObject chain(Row row) {
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("enterprise", row.getString("enterprise"))
                .put("site", row.getString("site"))
                .put("organisation", row.getString("organisation"))
                .put("hazard", row.getString("hazard"))
                .put("tiers", new JsonArray());
    }

    private static JsonObject tier(Row row) {
        return new JsonObject()
                .put("position", row.getInteger("position"))
                .put("name", row.getString("tier_name"))
                .put("levels", new JsonArray(List.of((Object[]) row.getArrayOfStrings("levels"))))
                .put("channels", new JsonArray(List.of((Object[]) row.getArrayOfStrings("channels"))))
                .put("rosters", new JsonArray(List.of((Object[]) row.getArrayOfStrings("rosters"))))
                .put("people", new JsonArray());
    }
}
