package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jiaoying.alerting.warning.Breach;
import org.jiaoying.domain.breach.BreachTransition;

/** What rules in shadow mode found; the steps of a breach may come twice or out of order. */
public final class ShadowStore {
    private static final String TAKE = """
            insert into shadow_breach as s (id, revision, rule_id, rule_version, enterprise, site, device, zone, point, hazard,
              level, peak_level, open, late, opened_at, changed_at, cleared_at, value, limit_value, unit, reason_zh, reason_en)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $14, $15, $16, $17, $18, $19, $20)
            on conflict (id) do update set revision = $2, rule_version = $4, level = $11,
              peak_level = case when array_position($21::text[], $11) > array_position($21::text[], s.peak_level) then $11
                else s.peak_level end,
              open = $12, late = s.late and $13, changed_at = $14, cleared_at = $15, value = $16, limit_value = $17,
              unit = $18, reason_zh = $19, reason_en = $20
            where s.revision < $2
            """;
    private static final String[] LEVELS = {"blue", "yellow", "orange", "red"};
    private static final int MAX_ROWS = 500;

    private final Pool pool;

    public ShadowStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Keeps a step.
     *
     * @return false if it, or a later one, was taken before
     */
    public Future<Boolean> take(Work work, BreachTransition step) {
        Breach breach = Breach.first(step);
        return Sql.run(
                        work.connection(),
                        TAKE,
                        breach.id(),
                        breach.revision(),
                        breach.ruleId(),
                        breach.ruleVersion(),
                        breach.device().enterprise(),
                        breach.device().site(),
                        breach.device().device(),
                        breach.zone(),
                        breach.point(),
                        breach.hazard().code(),
                        breach.level().code(),
                        breach.open(),
                        breach.late(),
                        breach.changedAt(),
                        breach.clearedAt(),
                        breach.value(),
                        breach.limit(),
                        breach.unit(),
                        breach.reason().zh(),
                        breach.reason().en(),
                        LEVELS)
                .map(written -> written.rowCount() == 1);
    }

    /** What a rule found in shadow mode, as the API's {@code ShadowBreach}es, newest first. */
    public Future<List<JsonObject>> of(String ruleId) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select * from shadow_breach where rule_id = $1 order by opened_at desc, id limit $2",
                        ruleId,
                        MAX_ROWS),
                ShadowStore::document);
    }

    private static JsonObject document(Row row) {
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("ruleVersion", row.getInteger("rule_version"))
                .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                .put("device", row.getString("device"))
                .put("point", row.getString("point"))
                .put("level", row.getString("level"))
                .put("peakLevel", row.getString("peak_level"))
                .put("open", row.getBoolean("open"))
                .put("late", row.getBoolean("late"))
                .put("openedAt", Documents.time(row, "opened_at"))
                .put("clearedAt", Documents.time(row, "cleared_at"))
                .put("value", row.getDouble("value"))
                .put("limit", row.getDouble("limit_value"))
                .put("unit", row.getString("unit"))
                .put("reason", Documents.text(row, "reason"));
    }
}
