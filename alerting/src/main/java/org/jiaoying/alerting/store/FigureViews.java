package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How soon people were called, reached, answered and reported: of one warning by person, and over a time by person, unit and level. */
public final class FigureViews {
    /**
     * One line for each person called about a warning; an officer's word on behalf counts as the person's. Who answered by their
     * own device had the text by then at the latest, also where the carrier never said so, or who heard it died.
     */
    private static final String CALLED = """
            called as (
              select w.id as warning_id, w.enterprise, w.peak_level as level, c.person_id, max(c.person_name) as name,
                count(distinct (c.chase, c.tier, c.attempt)) as attempts,
                min(c.created_at) as called_at, least(min(c.submitted_at), min(own.at)) as submitted_at,
                least(min(c.delivered_at), min(own.at)) as delivered_at,
                least(min(c.answered_at) filter (where c.state in ('ANSWERED', 'HELP_ASKED')),
                  (select min(r.at) from response r where r.warning_id = w.id and r.person_id = c.person_id)) as answered_at,
                (select min(f.at) from feedback f
                  where f.warning_id = w.id and f.actor = 'person:' || c.person_id) as reported_at
              from call c join warning w on w.id = c.warning_id
                left join lateral (select min(r.at) as at from response r where r.warning_id = w.id
                  and r.person_id = c.person_id and r.actor = 'person:' || c.person_id) own on true
              where c.kind = 'CALL' and %s
              group by w.id, c.person_id)
            """;

    private static final String BY_PERSON = "with " + CALLED.formatted("w.id = $1") + """
            select called.*, p.post from called left join person p on p.id = called.person_id
            order by called_at, person_id
            """;

    private static final String GROUPED =
            "with " + CALLED.formatted("w.drill = $1 and w.opened_at >= $2 and w.opened_at < $3") + """
            select %s as key, max(%s) as name, count(*)::int as called, count(delivered_at)::int as reached,
              count(answered_at)::int as answered, count(reported_at)::int as reported,
              %s, %s, %s
            from called left join person p on p.id = called.person_id
              left join organisation o on o.id = coalesce(p.organisation, p.enterprise)
            group by 1 order by 1 limit 2000
            """;

    /** What figures are grouped by. */
    public enum Group {
        PERSON("called.person_id", "called.name"),
        /** The organisation or enterprise a person is of, or else whom they work for by their post. */
        UNIT(
                "coalesce(o.id, p.enterprise, nullif(p.post, ''), '-')",
                "coalesce(o.name, p.enterprise, nullif(p.post, ''), '-')"),
        LEVEL("called.level", "called.level");

        private final String key;
        private final String name;

        Group(String key, String name) {
            this.key = key;
            this.name = name;
        }

        private String statement() {
            return GROUPED.formatted(
                    key,
                    name,
                    quantiles("delivered_at", "reach"),
                    quantiles("answered_at", "answer"),
                    quantiles("reported_at", "report"));
        }

        private static String quantiles(String column, String as) {
            String seconds = "extract(epoch from " + column + " - called_at)::double precision";
            return "percentile_cont(0.5) within group (order by " + seconds + ") as " + as + "_median, "
                    + "percentile_cont(0.9) within group (order by " + seconds + ") as " + as + "_p90";
        }
    }

    private final Pool pool;

    public FigureViews(Pool pool) {
        this.pool = pool;
    }

    /** The API's {@code Figures} of one warning or drill. */
    public Future<JsonObject> ofWarning(String warningId, Instant openedAt) {
        return Sql.list(Sql.run(pool, BY_PERSON, warningId), row -> row)
                .map(rows -> figures(rows, openedAt).put("warning", warningId));
    }

    private static JsonObject figures(List<Row> rows, Instant openedAt) {
        var people = new JsonArray();
        var unanswered = new JsonArray();
        var called = new ArrayList<Double>();
        var reached = new ArrayList<Double>();
        var answered = new ArrayList<Double>();
        for (Row row : rows) {
            Double answerSeconds = seconds(row, "called_at", "answered_at");
            people.add(person(row, answerSeconds));
            Instant submitted = Sql.instant(row, "submitted_at");
            add(called, submitted == null ? null : seconds(openedAt, submitted));
            add(reached, seconds(row, "called_at", "delivered_at"));
            add(answered, answerSeconds);
            if (answerSeconds == null) {
                unanswered.add(row.getString("person_id"));
            }
        }
        return new JsonObject()
                .put("called", rows.size())
                .put("handedOver", called.size())
                .put("reached", reached.size())
                .put("answered", answered.size())
                .put("allCalledAfterSeconds", called.size() < rows.size() ? null : max(called))
                .put("answerMedianSeconds", quantile(answered, 0.5))
                .put("answerP90Seconds", quantile(answered, 0.9))
                .put("unanswered", unanswered)
                .put("people", people);
    }

    private static JsonObject person(Row row, @Nullable Double answerSeconds) {
        String post = row.getString("post");
        return new JsonObject()
                .put("person", row.getString("person_id"))
                .put("name", row.getString("name"))
                .put("post", post == null ? "" : post)
                .put("attempts", row.getLong("attempts"))
                .put("calledAt", Documents.time(row, "called_at"))
                .put("reachedAfterSeconds", seconds(row, "called_at", "delivered_at"))
                .put("answeredAfterSeconds", answerSeconds)
                .put("reportedAfterSeconds", seconds(row, "called_at", "reported_at"));
    }

    /** The API's {@code Statistic}s of warnings opened in that time, or of drills, never of both. */
    public Future<List<JsonObject>> statistics(Group group, boolean drills, Instant from, Instant to) {
        return Sql.list(
                Sql.run(pool, group.statement(), drills, from, to),
                row -> new JsonObject()
                        .put("key", row.getString("key"))
                        .put("name", row.getString("name"))
                        .put("called", row.getInteger("called"))
                        .put("reached", row.getInteger("reached"))
                        .put("answered", row.getInteger("answered"))
                        .put("reported", row.getInteger("reported"))
                        .put("reachMedianSeconds", row.getDouble("reach_median"))
                        .put("reachP90Seconds", row.getDouble("reach_p90"))
                        .put("answerMedianSeconds", row.getDouble("answer_median"))
                        .put("answerP90Seconds", row.getDouble("answer_p90"))
                        .put("reportMedianSeconds", row.getDouble("report_median"))
                        .put("reportP90Seconds", row.getDouble("report_p90")));
    }

    /** The API's {@code Drill}s, newest first. */
    public Future<List<JsonObject>> drills(int max) {
        return Sql.list(
                Sql.run(pool, """
                        select w.*, (select count(distinct person_id) from call c
                            where c.warning_id = w.id and c.kind = 'CALL')::int as called,
                          (select count(distinct person_id) from call c
                            where c.warning_id = w.id and c.state in ('ANSWERED', 'HELP_ASKED'))::int as answered
                        from warning w where w.drill order by w.opened_at desc, w.id limit $1
                        """, max),
                row -> new JsonObject()
                        .put("id", row.getString("id"))
                        .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                        .put("hazard", row.getString("hazard"))
                        .put("level", row.getString("peak_level"))
                        .put("state", Documents.code(row.getString("state")))
                        .put("scenario", row.getString("reason_zh"))
                        .put("openedAt", Documents.time(row, "opened_at"))
                        .put("closedAt", Documents.time(row, "closed_at"))
                        .put("called", row.getInteger("called"))
                        .put("answered", row.getInteger("answered")));
    }

    private static @Nullable Double seconds(Row row, String from, String to) {
        Instant end = Sql.instant(row, to);
        return end == null ? null : seconds(Sql.requiredInstant(row, from), end);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }

    private static void add(List<Double> values, @Nullable Double value) {
        if (value != null) {
            values.add(value);
        }
    }

    private static @Nullable Double max(List<Double> values) {
        return values.stream().max(Double::compare).orElse(null);
    }

    private static @Nullable Double quantile(List<Double> values, double q) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.ceil(q * sorted.size())) - 1));
    }
}
