package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.roster.DutyAnswer;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/** Who answers for a duty roster, and what stands around it, as the API's documents show it. */
public final class DutyViews {
    private final Pool pool;
    private final InstantSource clock;

    public DutyViews(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Who answers at an instant; for one in the past, by what was recorded then. Empty where there is, or was, no such roster. */
    public Future<Optional<JsonObject>> answer(String roster, @Nullable Instant at) {
        Instant now = clock.instant();
        Instant asked = at == null ? now : at;
        Instant knownAt = asked.isBefore(now) ? asked : now;
        return DutyStore.book(pool, asked, knownAt).compose(book -> {
            Optional<DutyAnswer> answer = book.answer(roster, asked);
            if (answer.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            Optional<DutyAnswer> leader = book.leader(roster, asked);
            return people(pool)
                    .map(people -> Optional.of(document(book, answer.get(), leader, people, asked, knownAt)));
        });
    }

    private static JsonObject document(
            DutyBook book,
            DutyAnswer answer,
            Optional<DutyAnswer> leader,
            Map<String, JsonObject> people,
            Instant asked,
            Instant knownAt) {
        return new JsonObject()
                .put("roster", answer.roster())
                .put("name", book.roster(answer.roster()).map(DutyRoster::name).orElse(answer.roster()))
                .put("at", asked.toString())
                .put("knownAt", knownAt.toString())
                .put("person", person(people, answer.person()))
                .put("shift", answer.shift())
                .put("since", answer.since().toString())
                .put("until", answer.until().toString())
                .put(
                        "leader",
                        leader.map(found -> person(people, found.person())).orElse(null))
                .put(
                        "why",
                        new JsonArray(answer.why().stream().map(TextJson::of).toList()));
    }

    /** As shown; who is no longer known is shown by id. */
    static JsonObject person(Map<String, JsonObject> people, String id) {
        return people.getOrDefault(
                id,
                new JsonObject().put("id", id).put("name", id).put("post", "").putNull("phone"));
    }

    /** People by id, with masked numbers. */
    static Future<Map<String, JsonObject>> people(Pool pool) {
        return Sql.run(pool, """
                        select p.id, p.name, p.post, (select address from contact c where c.person_id = p.id and channel = 'sms'
                          order by rank limit 1) as phone
                        from person p
                        """).map(rows -> {
            var people = new HashMap<String, JsonObject>();
            for (Row row : rows) {
                String phone = row.getString("phone");
                people.put(
                        row.getString("id"),
                        new JsonObject()
                                .put("id", row.getString("id"))
                                .put("name", row.getString("name"))
                                .put("post", row.getString("post"))
                                .put("phone", phone == null ? null : Masked.number(phone)));
            }
            return people;
        });
    }

    /** The chains with the duty rosters, leaves and overrides beside them; of an enterprise its own rosters only. */
    public Future<JsonObject> listed(Scope scope, List<JsonObject> chains) {
        return rosters(scope)
                .compose(rosters -> leaves().compose(leaves -> overrides().map(overrides -> {
                    boolean all = scope.enterprise() == null;
                    return new JsonObject()
                            .put("items", chains)
                            .put("rosters", rosters)
                            .put("leaves", all ? leaves : List.of())
                            .put("overrides", all ? overrides : List.of());
                })));
    }

    /** The duty rosters as they are now, each with its version. */
    private Future<List<JsonObject>> rosters(Scope scope) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select version, document from duty_roster"
                                + " where $1::text is null or document ->> 'organisation' = $1 order by id",
                        scope.enterprise()),
                row -> ((JsonObject) row.getJson("document")).copy().put("version", row.getInteger("version")));
    }

    /** Leaves that are not over yet. */
    private Future<List<JsonObject>> leaves() {
        return stretches("select id, person_id, from_at, to_at, stand_in, reason, recorded_at, recorded_by from leave"
                + " where withdrawn_at is null and to_at > $1 order by from_at");
    }

    /** Overrides that are not over yet. */
    private Future<List<JsonObject>> overrides() {
        return stretches("select id, roster_id, person_id, from_at, to_at, reason, recorded_at, recorded_by"
                + " from duty_override where withdrawn_at is null and to_at > $1 order by from_at");
    }

    private Future<List<JsonObject>> stretches(String query) {
        return Sql.list(Sql.run(pool, query, clock.instant()), row -> {
            var out = new JsonObject()
                    .put("id", row.getString("id"))
                    .put("person", row.getString("person_id"))
                    .put("from", Documents.time(row, "from_at"))
                    .put("to", Documents.time(row, "to_at"))
                    .put("reason", row.getString("reason"))
                    .put("recordedAt", Documents.time(row, "recorded_at"))
                    .put("recordedBy", row.getString("recorded_by"));
            if (row.getColumnIndex("roster_id") >= 0) {
                out.put("roster", row.getString("roster_id"));
            } else {
                out.put("standIn", row.getString("stand_in"));
            }
            return out;
        });
    }

    /** Organisations, those above before those below. */
    public Future<List<JsonObject>> organisations() {
        return RosterRows.organisations(pool)
                .map(found -> found.stream()
                        .map(one -> new JsonObject()
                                .put("id", one.id())
                                .put("name", one.name())
                                .put("kind", one.kind().code())
                                .put("parent", one.parent()))
                        .toList());
    }

    /** Every version of every policy, newest first. */
    public Future<List<JsonObject>> policies() {
        return Sql.list(
                Sql.run(pool, "select * from policy_version order by level, holds_from desc, version desc"),
                row -> new JsonObject()
                        .put("level", row.getString("level"))
                        .put("from", Documents.time(row, "holds_from"))
                        .put("version", row.getInteger("version"))
                        .put("policy", row.getJson("document"))
                        .put("author", row.getString("author"))
                        .put("reason", row.getString("reason"))
                        .put("at", Documents.time(row, "recorded_at")));
    }

    /** What holds for each level where nothing was set. */
    public static JsonArray usualPolicies() {
        var usual = new JsonArray();
        for (Level level : Level.values()) {
            var policy = new RosterPolicy(level, Instant.EPOCH, Policy.byDefault(level));
            usual.add(new JsonObject().put("level", level.code()).put("policy", RosterDocument.of(policy)));
        }
        return usual;
    }
}
