package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the gateways refused: counts by enterprise and code, with the latest samples. */
public final class RejectViews {
    private static final int SAMPLES = 5;

    private final Pool pool;

    public RejectViews(Pool pool) {
        this.pool = pool;
    }

    /**
     * The API's {@code RejectCount}s, the most frequent first.
     *
     * @param from the first day counted, in Beijing time
     */
    public Future<List<JsonObject>> counts(@Nullable String enterprise, LocalDate from) {
        Future<List<Row>> counts = Sql.list(Sql.run(pool, """
                        select c.enterprise, c.code, sum(c.count)::bigint as count, e.document as enterprise_document
                        from reject_count c left join register_entry e on e.key = 'enterprise:' || c.enterprise
                        where c.day >= $1 and ($2::text is null or c.enterprise = $2)
                        group by c.enterprise, c.code, e.document order by count desc, c.enterprise, c.code limit 500
                        """, from, enterprise), row -> row);
        return Future.all(counts, samples(enterprise)).map(both -> {
            Map<String, JsonArray> samples = both.resultAt(1);
            var out = new ArrayList<JsonObject>();
            for (Row row : counts.result()) {
                out.add(count(row, samples.getOrDefault(key(row), new JsonArray())));
            }
            return out;
        });
    }

    private static JsonObject count(Row row, JsonArray samples) {
        return new JsonObject()
                .put("enterprise", row.getString("enterprise"))
                .put(
                        "enterpriseName",
                        Documents.name((JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                .put("code", row.getString("code"))
                .put("count", row.getLong("count"))
                .put("samples", samples);
    }

    private Future<Map<String, JsonArray>> samples(@Nullable String enterprise) {
        return Sql.run(pool, """
                        select * from (
                          select *, row_number() over (partition by enterprise, code order by id desc) as nth
                          from reject_sample where $1::text is null or enterprise = $1) ranked
                        where nth <= $2 order by id desc
                        """, enterprise, SAMPLES).map(rows -> {
            Map<String, JsonArray> samples = new LinkedHashMap<>();
            for (Row row : rows) {
                samples.computeIfAbsent(key(row), key -> new JsonArray()).add(sample(row));
            }
            return samples;
        });
    }

    private static JsonObject sample(Row row) {
        return new JsonObject()
                .put("topic", row.getString("topic"))
                .put("receivedAt", Documents.time(row, "received_at"))
                .put("reason", row.getString("reason"))
                .put("sample", row.getString("sample"));
    }

    private static String key(Row row) {
        return row.getString("enterprise") + "\n" + row.getString("code");
    }
}
