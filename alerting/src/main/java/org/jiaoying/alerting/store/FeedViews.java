package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import org.jiaoying.alerting.view.Page;
import org.jiaoying.alerting.view.Scope;
import org.jspecify.annotations.Nullable;

/** Reads how the feeds of all registered devices are, those that were never heard included; cards of people say nothing by themselves. */
public final class FeedViews {
    private static final String FEEDS = """
            with counted as (
              select enterprise, site, device, sum(messages)::bigint as messages, sum("values")::bigint as "values",
                sum(late)::bigint as late, sum(replaced)::bigint as replaced, sum(refused)::bigint as refused
              from feed_count where day >= $1 group by enterprise, site, device)
            select r.key, r.enterprise, r.site, r.device, r.document, e.document as enterprise_document,
              s.document as site_document, f.last_seen, f.offset_millis, c.messages, c."values", c.late, c.replaced, c.refused
            from register_entry r
            left join register_entry e on e.key = 'enterprise:' || r.enterprise
            left join register_entry s on s.key = 'site:' || r.enterprise || '/' || r.site
            left join feed f on f.enterprise = r.enterprise and f.site = r.site and f.device = r.device
            left join counted c on c.enterprise = r.enterprise and c.site = r.site and c.device = r.device
            where r.kind = 'device' and coalesce(r.document ->> 'kind', '') <> 'card' and ($2::text is null or r.enterprise = $2) and ($3::text is null or r.key > $3)
            order by r.key limit $4
            """;

    private final Pool pool;

    public FeedViews(Pool pool) {
        this.pool = pool;
    }

    /**
     * A page of the API's {@code Feed}s, by enterprise, site and device.
     *
     * @param from the first day counted, in Beijing time
     */
    public Future<Page> list(Scope scope, LocalDate from, @Nullable String after, int limit) {
        return Sql.list(Sql.run(pool, FEEDS, from, scope.enterprise(), after, limit + 1), row -> row)
                .map(rows -> page(rows, limit));
    }

    private static Page page(List<Row> rows, int limit) {
        return new Page(
                rows.stream().limit(limit).map(FeedViews::document).toList(),
                rows.size() > limit ? rows.get(limit - 1).getString("key") : null);
    }

    private static JsonObject document(Row row) {
        JsonObject device = (JsonObject) row.getJson("document");
        return new JsonObject()
                .put("enterprise", row.getString("enterprise"))
                .put("site", row.getString("site"))
                .put("device", row.getString("device"))
                .put(
                        "enterpriseName",
                        Documents.name((JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                .put("siteName", Documents.name((JsonObject) row.getJson("site_document"), row.getString("site")))
                .put("deviceName", Documents.name(device, row.getString("device")))
                .put("kind", device.getString("kind", ""))
                .put("lastSeen", Documents.time(row, "last_seen"))
                .put("offsetMillis", row.getLong("offset_millis"))
                .put("messages", count(row, "messages"))
                .put("values", count(row, "values"))
                .put("late", count(row, "late"))
                .put("replaced", count(row, "replaced"))
                .put("refused", count(row, "refused"));
    }

    private static long count(Row row, String column) {
        Long count = row.getLong(column);
        return count == null ? 0 : count;
    }
}
