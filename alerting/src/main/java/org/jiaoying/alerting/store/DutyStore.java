package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.DutyOverride;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.Leave;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.domain.calendar.WorkCalendar;

/** Reads duty rosters, leaves and overrides as they were known at a time. */
public final class DutyStore {
    private static final Duration AROUND = Duration.ofDays(62);

    private static final String ROSTERS = """
            select distinct on (roster_id) document from duty_roster_version where recorded_at <= $1
            order by roster_id, version desc
            """;

    private static final String LEAVES = """
            select * from leave where recorded_at <= $1 and (withdrawn_at is null or withdrawn_at > $1)
              and to_at > $2 and from_at < $3 order by seq
            """;

    private static final String OVERRIDES = """
            select * from duty_override where recorded_at <= $1 and (withdrawn_at is null or withdrawn_at > $1)
              and to_at > $2 and from_at < $3 order by seq
            """;

    private static final String NAMES = "select id, name from person";

    private DutyStore() {}

    /**
     * The book for questions about the two months around {@code about}.
     *
     * @param knownAt what was recorded later is left out, so that the past answers as it did then
     */
    static Future<DutyBook> book(SqlClient client, Instant about, Instant knownAt) {
        Instant from = about.minus(AROUND);
        Instant to = about.plus(AROUND);
        return rosters(client, knownAt)
                .compose(rosters -> leaves(client, knownAt, from, to)
                        .compose(leaves -> overrides(client, knownAt, from, to)
                                .compose(overrides -> names(client, rosters, leaves, overrides))));
    }

    private static Future<List<DutyRoster>> rosters(SqlClient client, Instant knownAt) {
        return Sql.list(
                Sql.run(client, ROSTERS, knownAt),
                row -> RosterDocument.dutyRoster((JsonObject) row.getJson("document")));
    }

    private static Future<List<Leave>> leaves(SqlClient client, Instant knownAt, Instant from, Instant to) {
        return Sql.list(Sql.run(client, LEAVES, knownAt, from, to), RosterRows::leave);
    }

    private static Future<List<DutyOverride>> overrides(SqlClient client, Instant knownAt, Instant from, Instant to) {
        return Sql.list(Sql.run(client, OVERRIDES, knownAt, from, to), RosterRows::override);
    }

    private static Future<DutyBook> names(
            SqlClient client, List<DutyRoster> rosters, List<Leave> leaves, List<DutyOverride> overrides) {
        if (rosters.isEmpty() && leaves.isEmpty()) {
            return Future.succeededFuture(book(rosters, leaves, overrides, Map.of()));
        }
        return Sql.run(client, NAMES).map(rows -> {
            var names = new HashMap<String, String>();
            rows.forEach(row -> names.put(row.getString("id"), row.getString("name")));
            return book(rosters, leaves, overrides, names);
        });
    }

    private static DutyBook book(
            List<DutyRoster> rosters, List<Leave> leaves, List<DutyOverride> overrides, Map<String, String> names) {
        return new DutyBook(
                WorkCalendar.china(), rosters, leaves, overrides, person -> names.getOrDefault(person, person));
    }
}
