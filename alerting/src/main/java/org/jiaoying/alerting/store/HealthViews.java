package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;

/** Reads what the parts found when they checked themselves. */
public final class HealthViews {
    private final Pool pool;

    public HealthViews(Pool pool) {
        this.pool = pool;
    }

    /** The API's document {@code Health}; never fails: a database that does not answer is one of the findings. */
    public Future<JsonObject> health(Instant now) {
        return Sql.list(Sql.run(pool, "select name, ok, detail from self_check order by name"), HealthViews::check)
                .map(checks -> {
                    checks.add(0, check("database", true, ""));
                    return document(now, new JsonArray(checks));
                })
                .otherwise(failure ->
                        document(now, new JsonArray().add(check("database", false, "the database does not answer"))));
    }

    private static JsonObject document(Instant now, JsonArray checks) {
        boolean well = true;
        for (int i = 0; i < checks.size(); i++) {
            well &= checks.getJsonObject(i).getBoolean("ok");
        }
        return new JsonObject()
                .put("status", well ? "well" : "unwell")
                .put("now", now.toString())
                .put("checks", checks);
    }

    private static JsonObject check(Row row) {
        return check(row.getString("name"), row.getBoolean("ok"), row.getString("detail"));
    }

    private static JsonObject check(String name, boolean ok, String detail) {
        return new JsonObject().put("name", name).put("ok", ok).put("detail", detail);
    }
}
