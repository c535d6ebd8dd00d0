package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.report.ReportSetting;
import org.jiaoying.alerting.report.ReportingMonths;

/** How the monthly table is set, and how it was. */
public final class ReportSettingStore {
    private final Pool pool;

    public ReportSettingStore(Pool pool) {
        this.pool = pool;
    }

    /** What holds; what is usual where nothing was ever set. @param today for the year of what is usual */
    public Future<ReportSetting> inForce(LocalDate today) {
        return read(pool, today);
    }

    /** The same within a transaction. */
    public Future<ReportSetting> inForce(Work work, LocalDate today) {
        return read(work.connection(), today);
    }

    private static Future<ReportSetting> read(SqlClient client, LocalDate today) {
        return Sql.list(Sql.run(client, "select * from report_setting order by id"), row -> row)
                .map(rows -> rows.isEmpty() ? ReportSetting.usual(today.getYear()) : setting(rows));
    }

    private static ReportSetting setting(List<Row> rows) {
        var days = new TreeMap<YearMonth, Integer>();
        for (Row row : rows) {
            YearMonth from = YearMonth.from(row.getLocalDate("from_month"));
            // What was set later for an earlier month overrules what was set for the months after it.
            days.tailMap(from, true).clear();
            days.put(from, row.getInteger("reporting_day"));
        }
        Row last = rows.get(rows.size() - 1);
        return new ReportSetting(
                last.getString("title"),
                ZoneId.of(last.getString("time_zone")),
                YearMonth.from(last.getLocalDate("first_month")),
                new ReportingMonths(days));
    }

    /** @param from the month from which the reporting day holds */
    public Future<Void> put(Work work, ReportSetting setting, YearMonth from, int day, Actor actor) {
        return Sql.run(
                        work.connection(),
                        "insert into report_setting (title, time_zone, first_month, from_month, reporting_day, at, actor)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)",
                        setting.title(),
                        setting.zone().getId(),
                        setting.firstMonth().atDay(1),
                        from.atDay(1),
                        day,
                        work.now(),
                        actor.toString())
                .mapEmpty();
    }
}
