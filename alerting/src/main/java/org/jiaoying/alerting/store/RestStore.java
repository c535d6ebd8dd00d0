package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.rest.RestOrder;
import org.jiaoying.alerting.warning.Breach;
import org.jiaoying.domain.Hazard;

/** The rests' table, and what was withheld by each. */
public final class RestStore {
    private static final String COVERING = """
            select id from rest where released_at is null and ended_by is null and begins_at <= $1 and ends_at > $1
              and enterprise = $2 and site = $3 and (hazard is null or hazard = $4) and (device is null or device = $5)
              and (kind = 'OUT_OF_SERVICE' or $6 <> 'red')
            order by id limit 1
            """;

    public Future<Long> add(Work work, RestOrder order, Actor actor) {
        Hazard hazard = order.hazard();
        return Sql.run(
                        work.connection(),
                        "insert into rest (kind, enterprise, site, hazard, device, begins_at, ends_at, reason, actor)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
                        order.kind(),
                        order.site().enterprise(),
                        order.site().site(),
                        hazard == null ? null : hazard.code(),
                        order.device(),
                        work.now(),
                        work.now().plus(order.time()),
                        order.reason(),
                        actor.toString())
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** The rest that keeps this breach from warning now. */
    public Future<Optional<Long>> covering(Work work, Breach breach) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                COVERING,
                                work.now(),
                                breach.device().enterprise(),
                                breach.device().site(),
                                breach.hazard().code(),
                                breach.device().device(),
                                breach.level().code()),
                        row -> row.getLong("id"))
                .map(found -> found.stream().findFirst());
    }

    /** Notes that a breach was withheld; a second time is nothing. */
    public Future<Void> withhold(Work work, long rest, String breachId) {
        return Sql.run(
                        work.connection(),
                        "insert into rest_breach (rest_id, breach_id, at) values ($1, $2, $3) on conflict do nothing",
                        rest,
                        breachId,
                        work.now())
                .mapEmpty();
    }

    /** Ends a rest before its time. @return whether it was under way */
    public Future<Boolean> end(Work work, long id, Actor actor) {
        return Sql.run(
                        work.connection(),
                        "update rest set ends_at = greatest($2, begins_at + interval '1 millisecond'), ended_by = $3"
                                + " where id = $1 and released_at is null and ended_by is null",
                        id,
                        work.now(),
                        actor.toString())
                .map(updated -> updated.rowCount() == 1);
    }

    /** When the next rest ends. */
    public Future<Optional<Instant>> nextDue(Work work) {
        return Sql.run(work.connection(), "select min(ends_at) as due from rest where released_at is null")
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "due")));
    }

    /** Locks one rest that is over and that nobody else has. */
    public Future<Optional<Long>> lockOver(Work work) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                "select id from rest where released_at is null and ends_at <= $1 order by ends_at, id"
                                        + " limit 1 for update skip locked",
                                work.now()),
                        row -> row.getLong("id"))
                .map(found -> found.stream().findFirst());
    }

    /** What a rest withheld, in the order in which it came; the rest is over. */
    public Future<List<String>> release(Work work, long id) {
        return Sql.run(work.connection(), "update rest set released_at = $2 where id = $1", id, work.now())
                .compose(done -> Sql.list(
                        Sql.run(
                                work.connection(),
                                "select breach_id from rest_breach where rest_id = $1 order by at, breach_id",
                                id),
                        row -> row.getString("breach_id")));
    }

    /** The API's {@code Rest}s: those under way first, then the latest. */
    public Future<List<JsonObject>> list(Work work, int max) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select r.*, (select count(*) from rest_breach b where b.rest_id = r.id)::int as withheld from rest r"
                                + " order by r.released_at is not null, r.begins_at desc, r.id limit $1",
                        max),
                RestStore::document);
    }

    private static JsonObject document(Row row) {
        return new JsonObject()
                .put("id", row.getLong("id"))
                .put("kind", Documents.code(row.getString("kind")))
                .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                .put("hazard", row.getString("hazard"))
                .put("device", row.getString("device"))
                .put("beginsAt", Documents.time(row, "begins_at"))
                .put("endsAt", Documents.time(row, "ends_at"))
                .put("reason", row.getString("reason"))
                .put("by", row.getString("actor"))
                .put("endedBy", row.getString("ended_by"))
                .put("over", row.getOffsetDateTime("released_at") != null)
                .put("withheld", row.getInteger("withheld"));
    }
}
