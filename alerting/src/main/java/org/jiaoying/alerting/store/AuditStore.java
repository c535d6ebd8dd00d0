package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.audit.AuditAnchor;
import org.jiaoying.alerting.audit.AuditEntry;
import org.jiaoying.alerting.audit.AuditLine;

/** The audit log's table. Lines are appended, and read in order; the table itself refuses everything else. */
public final class AuditStore {
    private static final String APPEND = "insert into audit (seq, at, actor, action, subject, detail, prev_hash, hash)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8)";

    private final Pool pool;

    public AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** Appends the lines of a transaction; the lock of the end of the chain makes the chain strictly serial. */
    static Future<Void> append(Work work) {
        if (work.entries().isEmpty()) {
            return Future.succeededFuture();
        }
        return Sql.run(work.connection(), "select seq, hash from audit_head for update")
                .compose(rows -> {
                    Row head = rows.iterator().next();
                    var lines = new ArrayList<AuditLine>();
                    long seq = head.getLong("seq");
                    String hash = head.getString("hash");
                    for (AuditEntry entry : work.entries()) {
                        AuditLine line = AuditLine.after(hash, ++seq, entry);
                        hash = line.hash();
                        lines.add(line);
                    }
                    return write(work, lines);
                });
    }

    private static Future<Void> write(Work work, List<AuditLine> lines) {
        AuditLine last = lines.get(lines.size() - 1);
        List<Tuple> rows = lines.stream()
                .map(line -> Sql.tuple(
                        line.seq(),
                        line.entry().at(),
                        line.entry().actor(),
                        line.entry().action(),
                        line.entry().subject(),
                        line.entry().detail(),
                        line.prevHash(),
                        line.hash()))
                .toList();
        return Sql.runEach(work.connection(), APPEND, rows)
                .compose(written -> Sql.run(
                                work.connection(), "update audit_head set seq = $1, hash = $2", last.seq(), last.hash())
                        .mapEmpty());
    }

    /** The next lines after {@code seq}, at most {@code max}, in order. */
    public Future<List<AuditLine>> after(long seq, int max) {
        return Sql.list(
                Sql.run(pool, "select * from audit where seq > $1 order by seq limit $2", seq, max), AuditStore::read);
    }

    /** The lines about a subject and what belongs to it, such as a warning and its calls, newest first. */
    public Future<List<AuditLine>> about(String subject, int max) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select * from audit where subject >= $1 and subject < $1 || '.' order by seq desc limit $2",
                        subject,
                        max),
                AuditStore::read);
    }

    /** Where the log ends now. */
    public Future<AuditAnchor> head(Instant now) {
        return Sql.run(pool, "select seq, hash from audit_head").map(rows -> {
            Row head = rows.iterator().next();
            return new AuditAnchor(now, head.getLong("seq"), head.getString("hash"));
        });
    }

    /** The hash of the line of that number, worked out from what the line says; empty where there is none. */
    public Future<Optional<String>> hashOf(long seq) {
        return after(seq - 1, 1)
                .map(lines -> lines.stream()
                        .filter(line -> line.seq() == seq && line.holds())
                        .map(AuditLine::hash)
                        .findFirst());
    }

    /** The number of the last line; 0 where there is none. */
    public Future<Long> lastSeq() {
        return Sql.run(pool, "select seq from audit_head")
                .map(rows -> rows.iterator().next().getLong("seq"));
    }

    static AuditLine read(Row row) {
        return new AuditLine(
                row.getLong("seq"),
                new AuditEntry(
                        Sql.requiredInstant(row, "at"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")),
                row.getString("prev_hash"),
                row.getString("hash"));
    }
}
