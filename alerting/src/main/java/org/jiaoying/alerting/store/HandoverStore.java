package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.roster.DutyBook;
import org.jspecify.annotations.Nullable;

/** Handovers, and when each roster that asks for them is looked at next. */
public final class HandoverStore {

    /** A roster that is looked at; {@code person} answered for it the last time, absent if there was none. */
    public record Watched(
            String roster, Instant at, @Nullable String person) {}

    /** A handover that waits to be confirmed, or was. */
    public record Handover(
            String id,
            String roster,
            Instant at,
            String from,
            String to,
            List<String> warnings,
            @Nullable Instant confirmedAt) {}

    /** How to reach a person by text. */
    public record Reach(
            String person,
            String name,
            String language,
            @Nullable String address) {}

    private static final String OPEN_WARNINGS = """
            select id, level, site, reason_zh, reason_en from warning
            where state <> 'CLOSED' and ($1 or jsonb_path_exists(chain, '$.tiers[*].people[*] ? (@.id == $person)',
              jsonb_build_object('person', $2::text)))
            order by opened_at
            """;

    private static final String VIEW = """
            select h.*, r.document ->> 'name' as name, f.name as from_name, t.name as to_name
            from handover h join duty_roster r on r.id = h.roster_id
            left join person f on f.id = h.from_person left join person t on t.id = h.to_person
            where not $1 or h.confirmed_at is null
            order by h.at desc limit 200
            """;

    private final Pool pool;

    public HandoverStore(Pool pool) {
        this.pool = pool;
    }

    public Future<Optional<Instant>> nextDue() {
        return Sql.run(pool, """
                        select min(due) as due from (
                          select min(next_at) as due from handover_next
                          union all
                          select min(due) from handover where confirmed_at is null and escalated_at is null) as both_kinds
                        """)
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "due")));
    }

    /** Duty as it is known now. */
    public Future<DutyBook> book(Work work) {
        return DutyStore.book(work.connection(), work.now(), work.now());
    }

    /** Rosters that are to be looked at, which nobody else looks at. */
    public Future<List<Watched>> lockWatched(Work work) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from handover_next where next_at <= $1 order by roster_id for update skip locked",
                        work.now()),
                row -> new Watched(
                        row.getString("roster_id"), Sql.requiredInstant(row, "next_at"), row.getString("person")));
    }

    public Future<Void> watch(Work work, String roster, String person, Instant nextAt) {
        return Sql.run(
                        work.connection(),
                        "update handover_next set next_at = $3, person = $2 where roster_id = $1",
                        roster,
                        person,
                        nextAt)
                .mapEmpty();
    }

    /** The roster asks for handovers no longer. */
    public Future<Void> unwatch(Work work, String roster) {
        return Sql.run(work.connection(), "delete from handover_next where roster_id = $1", roster)
                .mapEmpty();
    }

    /** Open warnings: all of them, or those whose chain names the person. */
    public Future<List<JsonObject>> openWarnings(Work work, boolean all, String person) {
        return Sql.list(
                Sql.run(work.connection(), OPEN_WARNINGS, all, person),
                row -> new JsonObject()
                        .put("id", row.getString("id"))
                        .put("level", row.getString("level"))
                        .put("site", row.getString("site"))
                        .put("reason", Documents.text(row, "reason")));
    }

    public Future<Boolean> add(Work work, Handover handover, JsonArray warnings, Instant due) {
        return Sql.run(
                        work.connection(),
                        "insert into handover (id, roster_id, at, from_person, to_person, warnings, due)"
                                + " values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
                        handover.id(),
                        handover.roster(),
                        handover.at(),
                        handover.from(),
                        handover.to(),
                        warnings,
                        due)
                .map(rows -> rows.rowCount() == 1);
    }

    /** Handovers whose time to be confirmed is over. */
    public Future<List<Handover>> lockOverdue(Work work) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from handover where confirmed_at is null and escalated_at is null and due <= $1"
                                + " order by due for update skip locked",
                        work.now()),
                HandoverStore::read);
    }

    public Future<Void> escalated(Work work, String id, @Nullable String to) {
        return Sql.run(
                        work.connection(),
                        "update handover set escalated_at = $2, escalated_to = $3 where id = $1",
                        id,
                        work.now(),
                        to)
                .mapEmpty();
    }

    public Future<Optional<Handover>> lock(Work work, String id) {
        return Sql.list(
                        Sql.run(work.connection(), "select * from handover where id = $1 for update", id),
                        HandoverStore::read)
                .map(found -> found.stream().findFirst());
    }

    public Future<Void> confirmed(Work work, String id, String actor, String note) {
        return Sql.run(
                        work.connection(),
                        "update handover set confirmed_at = $2, confirmed_by = $3, note = $4 where id = $1",
                        id,
                        work.now(),
                        actor,
                        note)
                .mapEmpty();
    }

    /** People by text: the one, or all duty officers where there is none. */
    public Future<List<Reach>> reach(Work work, @Nullable String person) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select p.id, p.name, p.language, (select address from contact c where c.person_id = p.id"
                                + " and c.channel = 'sms' order by rank limit 1) as address"
                                + " from person p where p.active and (p.id = $1 or ($1::text is null and p.officer))"
                                + " order by p.id",
                        person),
                row -> new Reach(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("language"),
                        row.getString("address")));
    }

    /** Handovers, newest first, as the API shows them. */
    public Future<List<JsonObject>> list(boolean onlyOpen) {
        return Sql.list(
                Sql.run(pool, VIEW, onlyOpen),
                row -> new JsonObject()
                        .put("id", row.getString("id"))
                        .put("roster", row.getString("roster_id"))
                        .put("name", row.getString("name"))
                        .put("at", Documents.time(row, "at"))
                        .put("from", person(row, "from"))
                        .put("to", person(row, "to"))
                        .put("warnings", row.getJson("warnings"))
                        .put("due", Documents.time(row, "due"))
                        .put("confirmedAt", Documents.time(row, "confirmed_at"))
                        .put("confirmedBy", row.getString("confirmed_by"))
                        .put("note", row.getString("note"))
                        .put("escalatedAt", Documents.time(row, "escalated_at"))
                        .put("escalatedTo", row.getString("escalated_to")));
    }

    private static JsonObject person(Row row, String which) {
        String id = row.getString(which + "_person");
        String name = row.getString(which + "_name");
        return new JsonObject().put("id", id).put("name", name == null ? id : name);
    }

    private static Handover read(Row row) {
        var warnings = new ArrayList<String>();
        for (Object warning : (JsonArray) row.getJson("warnings")) {
            warnings.add(((JsonObject) warning).getString("id"));
        }
        return new Handover(
                row.getString("id"),
                row.getString("roster_id"),
                Sql.requiredInstant(row, "at"),
                row.getString("from_person"),
                row.getString("to_person"),
                warnings,
                Sql.instant(row, "confirmed_at"));
    }
}
