package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jiaoying.alerting.audit.AuditLine;

/**
 * Reads what the live stream tells: the audit log's lines about warnings. Their numbers are strictly serial in the order of
 * commits, so that who has read up to one has missed nothing before it; the number of a sequence would not do for that.
 */
public final class LiveStore {
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
    public Future<List<AuditLine>> after(long seq, int max) {
        return audit.after(seq, max);
    }

    /** The lines about warnings after {@code seq} and up to {@code last}, at most {@code max}, in order. */
    public Future<List<AuditLine>> aboutWarnings(long seq, long last, int max) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select a.* from audit a where a.seq > $1 and a.seq <= $2"
                                + " and exists (select 1 from warning w where w.id = a.subject)"
                                + " order by a.seq limit $3",
                        seq,
                        last,
                        max),
                AuditStore::read);
    }
}
