package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jiaoying.alerting.paper.Paper;
import org.jiaoying.alerting.report.MonthlyFigures;
import org.jiaoying.alerting.report.MonthlyTable;
import org.jiaoying.alerting.report.ReportingMonths.Period;
import org.jiaoying.alerting.report.ShiftReport;
import org.jspecify.annotations.Nullable;

/** Reads what the monthly table and the shift report are made of. */
public final class ReportViews {
    /** One more than is shown, so that what is left out can be said. */
    private static final int MAX_ROWS = Paper.MAX_ROWS * 5;

    private static final String OF_SHIFT = "w.opened_at < $2 and (w.closed_at is null or w.closed_at >= $1)";

    private final Pool pool;

    public ReportViews(Pool pool) {
        this.pool = pool;
    }

    private static String inspections(String kind) {
        return "(select count(*) from inspection i where i.kind = '" + kind
                + "' and i.withdrawn_at is null and i.day >= m.begins and i.day < m.ends)::int";
    }

    private static String dangers(String kind, String day, String more) {
        return "(select count(*) from danger d join inspection i on i.id = d.inspection_id where i.kind = '" + kind
                + "' and d.state <> 'WITHDRAWN' and d." + day + " >= m.begins and d." + day + " < m.ends" + more
                + ")::int";
    }

    private static String measures(String kind, String figure) {
        return "(select coalesce(" + figure
                + ", 0) from inspection_measure x join inspection i on i.id = x.inspection_id"
                + " where x.kind = '" + kind
                + "' and i.withdrawn_at is null and x.day >= m.begins and x.day < m.ends)::int";
    }

    private static final String MONTHS = "select "
            + String.join(
                    ", ",
                    inspections("GOVERNMENT"),
                    dangers("GOVERNMENT", "found_on", ""),
                    inspections("SELF"),
                    dangers("SELF", "found_on", ""),
                    dangers("SELF", "rectified_on", ""),
                    dangers("SELF", "found_on", " and d.grave"),
                    dangers("SELF", "rectified_on", " and d.grave"),
                    inspections("DEPARTMENT"),
                    dangers("DEPARTMENT", "found_on", ""),
                    dangers("DEPARTMENT", "rectified_on", ""),
                    dangers("DEPARTMENT", "found_on", " and d.grave"),
                    dangers("DEPARTMENT", "rectified_on", " and d.grave"),
                    measures("STOPPED", "count(distinct i.enterprise)"),
                    measures("EXPOSED", "count(distinct i.enterprise)"),
                    measures("HELD_ACCOUNTABLE", "sum(x.people)"),
                    "(select count(*) from danger d where d.inspection_id is null and d.state <> 'WITHDRAWN'"
                            + " and d.found_on >= m.begins and d.found_on < m.ends)::int")
            + " from unnest($1::date[], $2::date[]) with ordinality as m(begins, ends, n) order by m.n";

    /** The figures of each month. */
    public Future<List<MonthlyFigures>> months(List<Period> periods) {
        LocalDate[] begins = periods.stream().map(Period::begin).toArray(LocalDate[]::new);
        LocalDate[] ends = periods.stream().map(Period::end).toArray(LocalDate[]::new);
        return Sql.list(Sql.run(pool, MONTHS, begins, ends), row -> row).map(rows -> {
            var months = new ArrayList<MonthlyFigures>();
            for (int i = 0; i < rows.size(); i++) {
                var counts = new ArrayList<Integer>();
                for (int column = 0; column < MonthlyTable.COLUMNS; column++) {
                    counts.add(rows.get(i).getInteger(column));
                }
                months.add(
                        new MonthlyFigures(periods.get(i), counts, rows.get(i).getInteger(MonthlyTable.COLUMNS)));
            }
            return months;
        });
    }

    /** Everything of a shift, from {@code from} on and before {@code to}. @param zone of the center */
    public Future<ShiftReport.Material> shift(Instant from, Instant to, ZoneId zone) {
        Future<List<JsonObject>> handovers = named(
                "select h.*, r.document ->> 'name' as roster_name from handover h join duty_roster r on r.id = h.roster_id"
                        + " where h.at >= $1 and h.at <= $2 order by h.at, h.id",
                from,
                to,
                (row, names) -> new JsonObject()
                        .put("at", Documents.time(row, "at"))
                        .put("roster", row.getString("roster_name"))
                        .put("from", names.name("person:" + row.getString("from_person")))
                        .put("to", names.name("person:" + row.getString("to_person")))
                        .put("confirmedAt", Documents.time(row, "confirmed_at"))
                        .put("note", row.getString("note")));
        Future<List<JsonObject>> warnings = warnings(from, to);
        Future<List<JsonObject>> calls = calls(from, to);
        Future<List<JsonObject>> answers = named(
                "select r.* from response r join warning w on w.id = r.warning_id where " + OF_SHIFT
                        + " and r.at >= $1 and r.at < $2 order by r.at, r.id",
                from,
                to,
                (row, names) -> new JsonObject()
                        .put("at", Documents.time(row, "at"))
                        .put("name", names.name(person(row)))
                        .put("kind", Documents.code(row.getString("kind")))
                        .put("text", row.getString("text"))
                        .put("warning", row.getString("warning_id")));
        Future<List<JsonObject>> reports = named(
                "select f.* from feedback f join warning w on w.id = f.warning_id where " + OF_SHIFT
                        + " and f.at >= $1 and f.at < $2 order by f.at, f.id",
                from,
                to,
                (row, names) -> new JsonObject()
                        .put("at", Documents.time(row, "at"))
                        .put("name", names.name(row.getString("actor")))
                        .put("kind", Documents.code(row.getString("kind")))
                        .put("commander", row.getString("commander"))
                        .put("affected", row.getString("affected"))
                        .put("peopleMoved", row.getInteger("people_moved"))
                        .put("done", row.getString("done")));
        Future<List<JsonObject>> unreached = Sql.list(
                Sql.run(
                        pool,
                        "select * from unreached where since < $1 order by since, person_id limit $2",
                        to,
                        MAX_ROWS),
                row -> new JsonObject()
                        .put("since", Documents.time(row, "since"))
                        .put("name", row.getString("name"))
                        .put("post", row.getString("post"))
                        .put("knocks", row.getInteger("knocks"))
                        .put("warning", row.getString("warning_id")));
        Future<List<JsonObject>> rejects = rejects(
                from.atZone(zone).toLocalDate(), to.minusMillis(1).atZone(zone).toLocalDate());
        Future<List<JsonObject>> dangers = named(
                "select s.*, d.what, d.enterprise, e.document as enterprise_document from danger_step s"
                        + " join danger d on d.id = s.danger_id"
                        + " left join register_entry e on e.key = 'enterprise:' || d.enterprise"
                        + " where s.at >= $1 and s.at < $2 order by s.at, s.danger_id, s.seq",
                from,
                to,
                (row, names) -> new JsonObject()
                        .put("id", row.getLong("danger_id"))
                        .put("at", Documents.time(row, "at"))
                        .put("event", Documents.code(row.getString("event")))
                        .put("what", row.getString("what"))
                        .put(
                                "enterpriseName",
                                Documents.name(
                                        (JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                        .put("name", names.name(row.getString("actor"))));
        return Future.all(List.of(handovers, warnings, calls, answers, reports, unreached, rejects, dangers))
                .map(all -> new ShiftReport.Material(
                        handovers.result(),
                        warnings.result(),
                        calls.result(),
                        answers.result(),
                        reports.result(),
                        unreached.result(),
                        rejects.result(),
                        dangers.result()));
    }

    private static String person(Row row) {
        String person = row.getString("person_id");
        return person == null ? row.getString("actor") : "person:" + person;
    }

    private Future<List<JsonObject>> warnings(Instant from, Instant to) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select w.*, s.document as site_document, e.document as enterprise_document from warning w"
                                + " left join register_entry s on s.key = 'site:' || w.enterprise || '/' || w.site"
                                + " left join register_entry e on e.key = 'enterprise:' || w.enterprise where "
                                + OF_SHIFT
                                + " order by w.opened_at, w.id limit $3",
                        from,
                        to,
                        MAX_ROWS),
                row -> new JsonObject()
                        .put("id", row.getString("id"))
                        .put("drill", row.getBoolean("drill"))
                        .put(
                                "siteName",
                                Documents.name((JsonObject) row.getJson("site_document"), row.getString("site")))
                        .put(
                                "enterpriseName",
                                Documents.name(
                                        (JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                        .put("hazard", row.getString("hazard"))
                        .put("level", row.getString("peak_level"))
                        .put("state", Documents.code(row.getString("state")))
                        .put("place", Documents.text(row, "place"))
                        .put("reason", Documents.text(row, "reason"))
                        .put("value", row.getDouble("value"))
                        .put("limit", row.getDouble("limit_value"))
                        .put("unit", row.getString("unit"))
                        .put("openedAt", Documents.time(row, "opened_at"))
                        .put("acknowledgedAt", Documents.time(row, "acknowledged_at"))
                        .put("firstReportAt", Documents.time(row, "first_report_at"))
                        .put("closedAt", Documents.time(row, "closed_at")));
    }

    private Future<List<JsonObject>> calls(Instant from, Instant to) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select c.person_id, w.drill, max(c.person_name) as name, max(p.post) as post, count(*)::int as calls,"
                                + " count(c.delivered_at)::int as delivered, count(c.answered_at)::int as answered,"
                                + " (count(*) filter (where c.state = 'FAILED'))::int as failed"
                                + " from call c join warning w on w.id = c.warning_id left join person p on p.id = c.person_id"
                                + " where " + OF_SHIFT + " and c.created_at >= $1 and c.created_at < $2"
                                + " group by c.person_id, w.drill order by w.drill, name, c.person_id limit $3",
                        from,
                        to,
                        MAX_ROWS),
                row -> new JsonObject()
                        .put("name", row.getString("name"))
                        .put("post", row.getString("post"))
                        .put("drill", row.getBoolean("drill"))
                        .put("calls", row.getInteger("calls"))
                        .put("delivered", row.getInteger("delivered"))
                        .put("answered", row.getInteger("answered"))
                        .put("failed", row.getInteger("failed")));
    }

    private Future<List<JsonObject>> rejects(LocalDate from, LocalDate to) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select r.*, e.document as enterprise_document from reject_count r"
                                + " left join register_entry e on e.key = 'enterprise:' || r.enterprise"
                                + " where r.day >= $1 and r.day <= $2 order by r.day, r.enterprise, r.code limit $3",
                        from,
                        to,
                        MAX_ROWS),
                row -> new JsonObject()
                        .put("day", row.getLocalDate("day").toString())
                        .put(
                                "enterpriseName",
                                Documents.name(
                                        (JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                        .put("code", row.getString("code"))
                        .put("count", row.getLong("count")));
    }

    private Future<List<JsonObject>> named(
            String statement, Instant from, Instant to, BiFunction<Row, Names, JsonObject> shape) {
        return Sql.list(Sql.run(pool, statement + " limit $3", from, to, MAX_ROWS), row -> row)
                .compose(rows -> Names.of(pool, actors(rows))
                        .map(names -> rows.stream()
                                .map(row -> shape.apply(row, names))
                                .toList()));
    }

    private static List<@Nullable String> actors(List<Row> rows) {
        var actors = new ArrayList<@Nullable String>();
        for (Row row : rows) {
            if (row.getColumnIndex("actor") >= 0) {
                actors.add(row.getString("actor"));
            }
            for (String column : List.of("person_id", "from_person", "to_person")) {
                if (row.getColumnIndex(column) >= 0) {
                    actors.add("person:" + row.getString(column));
                }
            }
        }
        return actors;
    }
}
