package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.Level;

/**
 * How much the warnings ask of those who sit before them, by the figures of ISA-18.2 (ANSI/ISA-18.2-2016, clause 16): warnings
 * in ten minutes, peaks, time in flood, levels, the busiest sources, what opens again and again, what stands for a day. Drills are
 * left out.
 */
public final class LoadViews {
    /** More than so many in ten minutes is a flood. */
    private static final int FLOOD = 10;

    /** Who opens so often within ten minutes chatters. */
    private static final int CHATTERS = 3;

    private static final Duration STANDS = Duration.ofHours(24);
    private static final int LISTED = 10;
    private static final int MOST_BARS = 200;
    private static final long TEN_MINUTES_SECONDS = 600;

    private static final String OPENED = """
            opened as (select * from warning where not drill and opened_at >= $1 and opened_at < $2)
            """;

    private static final String TOTALS = "with " + OPENED + """
            select (select count(*) from opened)::int as warnings,
              (select count(*) from (select 1 from opened group by floor(extract(epoch from opened_at) / 600)
                having count(*) > $3) flooded)::int as flooded,
              (select count(*) from breach where not late and opened_at >= $1 and opened_at < $2)::int as breaches
            """;

    private static final String PEAK = "with " + OPENED + """
            select opened_at, count(*) over (order by opened_at range between interval '10 minutes' preceding and current row)::int
              as count
            from opened order by count desc, opened_at limit 1
            """;

    private static final String LEVELS =
            "with " + OPENED + "select peak_level as level, count(*)::int as count from opened group by peak_level";

    private static final String BARS = "with " + OPENED + """
            select floor(extract(epoch from opened_at) / $3::bigint)::bigint * $3::bigint as at, count(*)::int as count
            from opened group by 1 order by 1
            """;

    private static final String SOURCES = """
            with opened as (
              select enterprise, site, device, coalesce(point, '') as point, rule_id, opened_at,
                count(*) over (partition by enterprise, site, device, point, rule_id order by opened_at
                  range between interval '10 minutes' preceding and current row)::int as within
              from breach where not late and opened_at >= $1 and opened_at < $2)
            select o.enterprise, o.site, o.device, o.point, o.rule_id, count(*)::int as count, max(within) as most,
              d.document as device_document
            from opened o left join register_entry d on d.key = 'device:' || o.enterprise || '/' || o.site || '/' || o.device
            group by o.enterprise, o.site, o.device, o.point, o.rule_id, d.document
            having not $3 or max(within) >= $4
            order by count desc, o.enterprise, o.site, o.device, o.point, o.rule_id limit $5
            """;

    private static final String STANDING = """
            select * from warning where not drill and state <> 'CLOSED' and opened_at < $1 order by opened_at limit $2
            """;

    private static final String CALLED = """
            with made as (
              select c.person_id, c.person_name, count(*) over (partition by c.person_id order by c.created_at
                range between interval '10 minutes' preceding and current row)::int as within
              from call c join warning w on w.id = c.warning_id
              where c.kind = 'CALL' and not w.drill and c.created_at >= $1 and c.created_at < $2)
            select person_id, max(person_name) as name, count(*)::int as count, max(within) as most from made
            group by person_id order by most desc, count desc, person_id limit $3
            """;

    private final Pool pool;

    public LoadViews(Pool pool) {
        this.pool = pool;
    }

    /** The API's {@code WarningLoad} of warnings opened in that time. */
    public Future<JsonObject> of(Instant from, Instant to, Instant now) {
        long bar = barSeconds(from, to);
        Future<JsonObject> totals = Sql.run(pool, TOTALS, from, to, FLOOD)
                .map(rows -> totals(rows.iterator().next(), from, to));
        Future<List<JsonObject>> peak = Sql.list(
                Sql.run(pool, PEAK, from, to),
                row -> new JsonObject()
                        .put("at", Documents.time(row, "opened_at"))
                        .put("count", row.getInteger("count")));
        Future<JsonArray> levels =
                Sql.list(Sql.run(pool, LEVELS, from, to), row -> row).map(LoadViews::levels);
        Future<List<JsonArray>> bars = Sql.list(
                Sql.run(pool, BARS, from, to, bar),
                row -> new JsonArray().add(row.getLong("at") * 1_000).add(row.getInteger("count")));
        Future<List<JsonObject>> sources = sources(from, to, false);
        Future<List<JsonObject>> chattering = sources(from, to, true);
        Future<List<JsonObject>> standing =
                Sql.list(Sql.run(pool, STANDING, now.minus(STANDS), LISTED), LoadViews::standing);
        Future<List<JsonObject>> called = Sql.list(
                Sql.run(pool, CALLED, from, to, LISTED),
                row -> new JsonObject()
                        .put("person", row.getString("person_id"))
                        .put("name", row.getString("name"))
                        .put("calls", row.getInteger("count"))
                        .put("mostInTenMinutes", row.getInteger("most")));
        return Future.all(List.of(totals, peak, levels, bars, sources, chattering, standing, called))
                .map(all -> totals.result()
                        .put("peak", peak.result().stream().findFirst().orElse(null))
                        .put("levels", levels.result())
                        .put("barSeconds", bar)
                        .put("bars", new JsonArray(bars.result()))
                        .put("sources", new JsonArray(sources.result()))
                        .put("chattering", new JsonArray(chattering.result()))
                        .put("standing", new JsonArray(standing.result()))
                        .put("called", new JsonArray(called.result())));
    }

    /** So that a picture has at most {@link #MOST_BARS} bars: ten minutes, or whole hours or days. */
    private static long barSeconds(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        for (long bar : new long[] {TEN_MINUTES_SECONDS, 3_600, 86_400}) {
            if (seconds / bar <= MOST_BARS) {
                return bar;
            }
        }
        return 7 * 86_400;
    }

    private static JsonObject totals(Row row, Instant from, Instant to) {
        double windows = Math.max(1, Duration.between(from, to).toSeconds() / (double) TEN_MINUTES_SECONDS);
        int warnings = row.getInteger("warnings");
        return new JsonObject()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("warnings", warnings)
                .put("breaches", row.getInteger("breaches"))
                .put("perTenMinutes", warnings / windows)
                .put("floodPercent", Math.min(100, 100 * row.getInteger("flooded") / windows));
    }

    private static JsonArray levels(List<Row> rows) {
        var levels = new JsonArray();
        for (Level level : Level.values()) {
            int count = rows.stream()
                    .filter(row -> row.getString("level").equals(level.code()))
                    .mapToInt(row -> row.getInteger("count"))
                    .sum();
            levels.add(new JsonObject().put("level", level.code()).put("count", count));
        }
        return levels;
    }

    private Future<List<JsonObject>> sources(Instant from, Instant to, boolean onlyChattering) {
        return Sql.list(
                Sql.run(pool, SOURCES, from, to, onlyChattering, CHATTERS, LISTED),
                row -> new JsonObject()
                        .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                        .put("device", row.getString("device"))
                        .put(
                                "deviceName",
                                Documents.name((JsonObject) row.getJson("device_document"), row.getString("device")))
                        .put("point", row.getString("point"))
                        .put("rule", row.getString("rule_id"))
                        .put("count", row.getInteger("count"))
                        .put("mostInTenMinutes", row.getInteger("most")));
    }

    private static JsonObject standing(Row row) {
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                .put("level", row.getString("level"))
                .put("state", Documents.code(row.getString("state")))
                .put("reason", Documents.text(row, "reason"))
                .put("openedAt", Documents.time(row, "opened_at"));
    }
}
