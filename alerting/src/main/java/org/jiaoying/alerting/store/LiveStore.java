package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jiaoying.alerting.audit.AuditLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the live stream tells: the audit log's lines about warnings and their calls. Their numbers are strictly serial in
 * the order of commits, so that who has read up to one has missed nothing before it; the number of a sequence would not do for
 * that.
 */
public final class LiveStore {
    private static final String LINES = "select a.*, coalesce(w.id, c.warning_id) as warning_id from audit a"
            + " left join warning w on w.id = a.subject left join call c on c.id = a.subject";

    /**
     * A line of the audit log.
     *
     * @param warningId the warning it is about, or whose call it is about; absent where it is about something else
     */
    public record Line(AuditLine line, @Nullable String warningId) {}

    private final Pool pool;
    private final AuditStore audit;

    public LiveStore(Pool pool) {
        this.pool = pool;
        this.audit = new AuditStore(pool);
    }

    /** The number of the last line; 0 where there is none. */
    public Future<Long> lastSeq() {
        return audit.lastSeq();
    }

    /** The lines after {@code seq}, at most {@code max}, in order; also those about other things. */
    public Future<List<Line>> after(long seq, int max) {
        return Sql.list(Sql.run(pool, LINES + " where a.seq > $1 order by a.seq limit $2", seq, max), LiveStore::read);
    }

    /** The lines about warnings after {@code seq} and up to {@code last}, at most {@code max}, in order. */
    public Future<List<Line>> aboutWarnings(long seq, long last, int max) {
        return Sql.list(
                Sql.run(
                        pool,
                        LINES + " where a.seq > $1 and a.seq <= $2 and coalesce(w.id, c.id) is not null"
                                + " order by a.seq limit $3",
                        seq,
                        last,
                        max),
                LiveStore::read);
    }

    private static Line read(Row row) {
        return new Line(AuditStore.read(row), row.getString("warning_id"));
    }
}
