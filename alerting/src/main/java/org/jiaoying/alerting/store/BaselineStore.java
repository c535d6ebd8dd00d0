package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.BaselineText;
import org.jspecify.annotations.Nullable;

/** What is normal at points: every version that was published, the newest in force. */
public final class BaselineStore {
    private static final int MOST = 500;

    private final Pool pool;

    public BaselineStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps a version; one that is known already stays as it is. */
    public Future<Void> put(Work work, Baseline baseline) {
        return Sql.run(
                        work.connection(),
                        """
                        insert into baseline (key, version, enterprise, site, device, point, learned_from, learned_to, document,
                          taken_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        on conflict (key, version) do nothing
                        """,
                        baseline.key(),
                        baseline.version(),
                        baseline.device().enterprise(),
                        baseline.device().site(),
                        baseline.device().device(),
                        baseline.point(),
                        baseline.from(),
                        baseline.to(),
                        new JsonObject(BaselineText.write(baseline)),
                        work.now())
                .mapEmpty();
    }

    /** Nothing is normal at the point any more. */
    public Future<Void> remove(Work work, String key) {
        return Sql.run(work.connection(), "delete from baseline where key = $1", key)
                .mapEmpty();
    }

    /** The API's {@code Baseline}s in force, of one site or all, in order of their keys. */
    public Future<List<JsonObject>> inForce(Scope scope, @Nullable String site) {
        return Sql.list(Sql.run(pool, """
                        select distinct on (b.key) b.key, b.document, b.taken_at, v.versions
                        from baseline b join (select key, count(*) as versions from baseline group by key) v on v.key = b.key
                        where ($1::text is null or b.enterprise = $1) and ($2::text is null or b.enterprise || '/' || b.site = $2)
                        order by b.key, b.version desc limit $3
                        """, scope.enterprise(), site, MOST), BaselineStore::document);
    }

    private static JsonObject document(Row row) {
        return ((JsonObject) row.getJson("document"))
                .copy()
                .put("key", row.getString("key"))
                .put("takenAt", Documents.time(row, "taken_at"))
                .put("versions", row.getLong("versions"));
    }
}
