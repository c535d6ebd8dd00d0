package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.inspection.Inspection;
import org.jiaoying.alerting.inspection.InspectionKind;
import org.jiaoying.alerting.inspection.Measure;
import org.jiaoying.alerting.view.Page;
import org.jspecify.annotations.Nullable;

/** The tables of inspections and of what followed them. */
public final class InspectionStore {
    private static final String SELECT = """
            select i.*, e.document as enterprise_document, s.document as site_document,
              (select count(*) from danger d where d.inspection_id = i.id and d.state <> 'WITHDRAWN')::int as dangers,
              (select count(*) from danger d where d.inspection_id = i.id and d.state in ('FOUND', 'ORDERED'))::int as unrectified
            from inspection i
            left join register_entry e on e.key = 'enterprise:' || i.enterprise
            left join register_entry s on s.key = 'site:' || i.enterprise || '/' || i.site
            """;

    private final Pool pool;

    public InspectionStore(Pool pool) {
        this.pool = pool;
    }

    /** An inspection as far as what follows it depends on it. */
    public record Known(
            InspectionKind kind, @Nullable String enterprise, LocalDate day, boolean withdrawn, int dangers) {}

    /** @return its number */
    public Future<Long> add(Work work, Inspection inspection, LocalDate day, Actor actor) {
        return Sql.run(
                        work.connection(),
                        "insert into inspection (kind, enterprise, site, day, inspector, summary, entered_at, entered_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
                        inspection.kind(),
                        inspection.enterprise(),
                        inspection.site(),
                        day,
                        inspection.inspector(),
                        inspection.summary(),
                        work.now(),
                        actor.toString())
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** Locks one for what is to follow it. */
    public Future<Optional<Known>> lock(Work work, long id) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                "select i.*, (select count(*) from danger d where d.inspection_id = i.id"
                                        + " and d.state <> 'WITHDRAWN')::int as dangers from inspection i where i.id = $1 for update",
                                id),
                        row -> new Known(
                                InspectionKind.valueOf(row.getString("kind")),
                                row.getString("enterprise"),
                                row.getLocalDate("day"),
                                row.getOffsetDateTime("withdrawn_at") != null,
                                row.getInteger("dangers")))
                .map(found -> found.stream().findFirst());
    }

    public Future<Void> add(Work work, long inspection, Measure measure, LocalDate day, Actor actor) {
        return Sql.run(
                        work.connection(),
                        "insert into inspection_measure (inspection_id, kind, day, people, note, entered_at, entered_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)",
                        inspection,
                        measure.kind(),
                        day,
                        measure.people(),
                        measure.note(),
                        work.now(),
                        actor.toString())
                .mapEmpty();
    }

    public Future<Void> withdraw(Work work, long id) {
        return Sql.run(work.connection(), "update inspection set withdrawn_at = $2 where id = $1", id, work.now())
                .mapEmpty();
    }

    /** A page of the API's {@code Inspection}s, the latest first. */
    public Future<Page> list(
            @Nullable String enterprise, @Nullable InspectionKind kind, @Nullable Long before, int limit) {
        return Sql.list(
                        Sql.run(
                                pool,
                                SELECT
                                        + " where ($1::text is null or i.enterprise = $1) and ($2::text is null or i.kind = $2)"
                                        + " and ($3::bigint is null or i.id < $3) order by i.id desc limit $4",
                                enterprise,
                                kind,
                                before,
                                limit + 1),
                        InspectionStore::document)
                .map(found -> {
                    List<JsonObject> shown = found.size() > limit ? found.subList(0, limit) : found;
                    return new Page(
                            shown, found.size() > limit ? shown.get(limit - 1).getLong("id") : null);
                });
    }

    /** The API's {@code InspectionDetail} without its dangers; empty if there is none or it is another enterprise's. */
    public Future<Optional<JsonObject>> find(long id, @Nullable String enterprise) {
        return Sql.list(
                        Sql.run(
                                pool,
                                SELECT + " where i.id = $1 and ($2::text is null or i.enterprise = $2)",
                                id,
                                enterprise),
                        InspectionStore::document)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : measures(id).map(measures -> Optional.of(found.get(0).put("measures", measures))));
    }

    private Future<JsonArray> measures(long id) {
        return Sql.list(
                        Sql.run(pool, "select * from inspection_measure where inspection_id = $1 order by day, id", id),
                        row -> new JsonObject()
                                .put("kind", Documents.code(row.getString("kind")))
                                .put("day", row.getLocalDate("day").toString())
                                .put("people", row.getInteger("people"))
                                .put("note", row.getString("note"))
                                .put("by", row.getString("entered_by")))
                .map(Documents::array);
    }

    private static JsonObject document(Row row) {
        String enterprise = row.getString("enterprise");
        String site = row.getString("site");
        return new JsonObject()
                .put("id", row.getLong("id"))
                .put("kind", Documents.code(row.getString("kind")))
                .put("enterprise", enterprise)
                .put(
                        "enterpriseName",
                        enterprise == null
                                ? null
                                : Documents.name((JsonObject) row.getJson("enterprise_document"), enterprise))
                .put("site", site)
                .put("siteName", site == null ? null : Documents.name((JsonObject) row.getJson("site_document"), site))
                .put("day", row.getLocalDate("day").toString())
                .put("inspector", row.getString("inspector"))
                .put("summary", row.getString("summary"))
                .put("dangers", row.getInteger("dangers"))
                .put("unrectified", row.getInteger("unrectified"))
                .put("withdrawn", row.getOffsetDateTime("withdrawn_at") != null)
                .put("enteredAt", Documents.time(row, "entered_at"))
                .put("by", row.getString("entered_by"));
    }
}
