package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.danger.Danger;
import org.jiaoying.alerting.danger.DangerDecider.Outcome;
import org.jiaoying.alerting.danger.DangerFinding;
import org.jiaoying.alerting.danger.DangerState;
import org.jiaoying.alerting.danger.DangerStep;
import org.jiaoying.alerting.view.Page;
import org.jspecify.annotations.Nullable;

/** The tables of hidden dangers and of the steps taken about each. */
public final class DangerStore {
    private static final String SELECT = """
            select d.*, i.kind as inspection_kind, e.document as enterprise_document, s.document as site_document
            from danger d left join inspection i on i.id = d.inspection_id
            left join register_entry e on e.key = 'enterprise:' || d.enterprise
            left join register_entry s on s.key = 'site:' || d.enterprise || '/' || d.site
            """;

    private final Pool pool;

    public DangerStore(Pool pool) {
        this.pool = pool;
    }

    /** Which are asked for; what is absent does not restrict. */
    public record Filter(
            @Nullable String enterprise,
            @Nullable String state,
            boolean activeOnly,
            boolean overdueOnly,
            @Nullable Boolean grave,
            @Nullable String warning,
            @Nullable Long before) {}

    /** Whether the register has that enterprise, and that site where one is named. */
    public Future<Boolean> known(Work work, String enterprise, @Nullable String site) {
        return Sql.run(
                        work.connection(),
                        "select 1 from register_entry where key = $1",
                        site == null ? "enterprise:" + enterprise : "site:" + enterprise + "/" + site)
                .map(rows -> rows.size() == 1);
    }

    /** The enterprise of a warning. */
    public Future<Optional<String>> enterpriseOf(Work work, String warning) {
        return Sql.list(
                        Sql.run(work.connection(), "select enterprise from warning where id = $1", warning),
                        row -> row.getString("enterprise"))
                .map(found -> found.stream().findFirst());
    }

    /** Enters a danger with its first step; @return its number. */
    public Future<Long> add(Work work, DangerFinding found, LocalDate day, Actor actor) {
        return Sql.run(
                        work.connection(),
                        "insert into danger (enterprise, site, place, what, grave, inspection_id, warning_id, state,"
                                + " found_on, deadline, responsible, entered_at, entered_by, changed_at)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, 'FOUND', $8, $9, $10, $11, $12, $11) returning id",
                        found.enterprise(),
                        found.site(),
                        found.place(),
                        found.what(),
                        found.grave(),
                        found.inspection(),
                        found.warning(),
                        day,
                        found.deadline(),
                        found.responsible(),
                        work.now(),
                        actor.toString())
                .map(rows -> rows.iterator().next().getLong("id"))
                .compose(id -> note(
                                work,
                                id,
                                "FOUND",
                                DangerState.FOUND,
                                day,
                                found.deadline(),
                                found.responsible(),
                                "",
                                actor)
                        .map(id));
    }

    /** Locks a danger for a step. */
    public Future<Optional<Danger>> lock(Work work, long id) {
        return Sql.list(
                        Sql.run(work.connection(), "select * from danger where id = $1 for update", id),
                        row -> new Danger(
                                id,
                                row.getString("enterprise"),
                                DangerState.valueOf(row.getString("state")),
                                row.getLocalDate("found_on"),
                                row.getLocalDate("deadline")))
                .map(found -> found.stream().findFirst());
    }

    /** Takes a step of a danger that is locked. */
    public Future<Void> step(Work work, long id, DangerStep step, Outcome outcome, Actor actor) {
        // Rectified is what was rectified and has not been sent back.
        return Sql.run(
                        work.connection(),
                        "update danger set state = $2, deadline = $3, responsible = coalesce($4, responsible), changed_at = $5,"
                                + " rectified_on = case $6 when 'RECTIFY' then $7 when 'SEND_BACK' then null"
                                + " else rectified_on end where id = $1",
                        id,
                        outcome.state(),
                        outcome.deadline(),
                        step.responsible(),
                        work.now(),
                        step.event(),
                        outcome.day())
                .compose(done -> note(
                        work,
                        id,
                        step.event().name(),
                        outcome.state(),
                        outcome.day(),
                        step.deadline(),
                        step.responsible(),
                        step.note(),
                        actor));
    }

    private static Future<Void> note(
            Work work,
            long id,
            String event,
            DangerState state,
            LocalDate day,
            @Nullable LocalDate deadline,
            @Nullable String responsible,
            String note,
            Actor actor) {
        return Sql.run(
                        work.connection(),
                        "insert into danger_step (danger_id, seq, event, state, day, deadline, responsible, note, at, actor)"
                                + " select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9"
                                + " from danger_step where danger_id = $1",
                        id,
                        event,
                        state,
                        day,
                        deadline,
                        responsible,
                        note,
                        work.now(),
                        actor.toString())
                .mapEmpty();
    }

    /** A page of the API's {@code Danger}s, the latest entered first. */
    public Future<Page> list(Filter filter, LocalDate today, int limit) {
        return Sql.list(
                        Sql.run(
                                pool,
                                SELECT + """
                                         where ($1::text is null or d.enterprise = $1) and ($2::text is null or d.state = $2)
                                           and (not $3::boolean or d.state not in ('CLOSED', 'WITHDRAWN'))
                                           and (not $4::boolean or d.state in ('FOUND', 'ORDERED') and d.deadline < $5)
                                           and ($6::boolean is null or d.grave = $6) and ($7::text is null or d.warning_id = $7)
                                           and ($8::bigint is null or d.id < $8)
                                         order by d.id desc limit $9
                                        """,
                                filter.enterprise(),
                                filter.state(),
                                filter.activeOnly(),
                                filter.overdueOnly(),
                                today,
                                filter.grave(),
                                filter.warning(),
                                filter.before(),
                                limit + 1),
                        row -> document(row, today))
                .map(found -> {
                    List<JsonObject> shown = found.size() > limit ? found.subList(0, limit) : found;
                    return new Page(
                            shown, found.size() > limit ? shown.get(limit - 1).getLong("id") : null);
                });
    }

    /** The API's {@code DangerDetail}; empty if there is none or it is another enterprise's. */
    public Future<Optional<JsonObject>> find(long id, @Nullable String enterprise, LocalDate today) {
        return Sql.list(
                        Sql.run(
                                pool,
                                SELECT + " where d.id = $1 and ($2::text is null or d.enterprise = $2)",
                                id,
                                enterprise),
                        row -> document(row, today))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : steps(id).map(steps -> Optional.of(found.get(0).put("steps", steps))));
    }

    /** Of an inspection, as the API shows them. */
    public Future<List<JsonObject>> ofInspection(long inspection, LocalDate today) {
        return Sql.list(
                Sql.run(pool, SELECT + " where d.inspection_id = $1 order by d.id limit 500", inspection),
                row -> document(row, today));
    }

    private Future<JsonArray> steps(long id) {
        return Sql.list(Sql.run(pool, "select * from danger_step where danger_id = $1 order by seq", id), row -> row)
                .compose(rows -> {
                    var actors = new ArrayList<@Nullable String>();
                    rows.forEach(row -> actors.add(row.getString("actor")));
                    return Names.of(pool, actors).map(names -> {
                        var steps = new JsonArray();
                        rows.forEach(row -> steps.add(step(row, names)));
                        return steps;
                    });
                });
    }

    private static JsonObject step(Row row, Names names) {
        return new JsonObject()
                .put("event", Documents.code(row.getString("event")))
                .put("state", Documents.code(row.getString("state")))
                .put("day", row.getLocalDate("day").toString())
                .put("deadline", day(row, "deadline"))
                .put("responsible", row.getString("responsible"))
                .put("note", row.getString("note"))
                .put("at", Documents.time(row, "at"))
                .put("by", names.by(row.getString("actor")));
    }

    private static JsonObject document(Row row, LocalDate today) {
        String site = row.getString("site");
        LocalDate deadline = row.getLocalDate("deadline");
        DangerState state = DangerState.valueOf(row.getString("state"));
        String kind = row.getString("inspection_kind");
        return new JsonObject()
                .put("id", row.getLong("id"))
                .put("enterprise", row.getString("enterprise"))
                .put(
                        "enterpriseName",
                        Documents.name((JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                .put("site", site)
                .put("siteName", site == null ? null : Documents.name((JsonObject) row.getJson("site_document"), site))
                .put("place", row.getString("place"))
                .put("what", row.getString("what"))
                .put("grave", row.getBoolean("grave"))
                .put("state", state.code())
                .put("foundOn", day(row, "found_on"))
                .put("foundBy", kind == null ? "monitoring" : Documents.code(kind))
                .put("deadline", day(row, "deadline"))
                .put("overdue", state.unrectified() && deadline != null && deadline.isBefore(today))
                .put("responsible", row.getString("responsible"))
                .put("rectifiedOn", day(row, "rectified_on"))
                .put("inspection", row.getLong("inspection_id"))
                .put("warning", row.getString("warning_id"))
                .put("enteredAt", Documents.time(row, "entered_at"))
                .put("changedAt", Documents.time(row, "changed_at"));
    }

    static @Nullable String day(Row row, String column) {
        LocalDate day = row.getLocalDate(column);
        return day == null ? null : day.toString();
    }
}
