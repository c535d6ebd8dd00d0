package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jiaoying.domain.observe.FeedReport;

/** When each device was last heard and by how much its clock is off, and what came of it day by day, for ninety days. */
public final class FeedStore {
    private static final ZoneId DAYS = ZoneId.of("Asia/Shanghai");
    private static final int KEPT_DAYS = 90;

    private static final String SEEN = """
            insert into feed (enterprise, site, device, last_seen, offset_millis) values ($1, $2, $3, $4, $5)
            on conflict (enterprise, site, device) do update set last_seen = greatest(feed.last_seen, $4),
              offset_millis = case when $4 >= feed.last_seen then coalesce($5, feed.offset_millis) else feed.offset_millis end
            """;

    private static final String COUNTED = """
            insert into feed_count as f (enterprise, site, device, day, messages, "values", late, replaced, refused)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (enterprise, site, device, day) do update set messages = f.messages + $5, "values" = f."values" + $6,
              late = f.late + $7, replaced = f.replaced + $8, refused = f.refused + $9
            """;

    public Future<Void> add(Work work, List<FeedReport> reports) {
        // In one order, so that two instances cannot wait for each other.
        List<FeedReport> ordered = reports.stream()
                .sorted(Comparator.comparing(report -> report.device().toString()))
                .toList();
        var seen = new ArrayList<Tuple>();
        var counted = new ArrayList<Tuple>();
        LocalDate newest = LocalDate.MIN;
        for (FeedReport report : ordered) {
            LocalDate day = LocalDate.ofInstant(report.lastReceivedAt(), DAYS);
            newest = day.isAfter(newest) ? day : newest;
            String enterprise = report.device().enterprise();
            String site = report.device().site();
            String device = report.device().device();
            seen.add(Sql.tuple(enterprise, site, device, report.lastReceivedAt(), report.offsetMillis()));
            counted.add(Sql.tuple(
                    enterprise,
                    site,
                    device,
                    day,
                    report.messages(),
                    report.values(),
                    report.late(),
                    report.replaced(),
                    report.refused()));
        }
        if (ordered.isEmpty()) {
            return Future.succeededFuture();
        }
        LocalDate kept = newest.minusDays(KEPT_DAYS);
        return Sql.runEach(work.connection(), SEEN, seen)
                .compose(done -> Sql.runEach(work.connection(), COUNTED, counted))
                .compose(done -> Sql.run(work.connection(), "delete from feed_count where day < $1", kept))
                .mapEmpty();
    }
}
