package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jiaoying.alerting.audit.AuditLine;
import org.jiaoying.alerting.view.Page;
import org.jspecify.annotations.Nullable;

/** Reads the audit log backwards, as the API's document {@code AuditLine} shows it. */
public final class AuditViews {
    private final Pool pool;

    public AuditViews(Pool pool) {
        this.pool = pool;
    }

    /** A page, newest first. */
    public Future<Page> list(@Nullable String subject, @Nullable Long before, int limit) {
        return Sql.list(
                        Sql.run(
                                pool,
                                "select * from audit where ($1::text is null or subject = $1)"
                                        + " and ($2::bigint is null or seq < $2) order by seq desc limit $3",
                                subject,
                                before,
                                limit + 1),
                        AuditStore::read)
                .compose(lines -> Names.of(
                                pool,
                                lines.stream()
                                        .<@Nullable String>map(
                                                line -> line.entry().actor())
                                        .toList())
                        .map(names -> page(lines, names, limit)));
    }

    private static Page page(List<AuditLine> lines, Names names, int limit) {
        return new Page(
                lines.stream().limit(limit).map(line -> document(line, names)).toList(),
                lines.size() > limit ? lines.get(limit - 1).seq() : null);
    }

    private static JsonObject document(AuditLine line, Names names) {
        return new JsonObject()
                .put("seq", line.seq())
                .put("at", line.entry().at().toString())
                .put("actor", line.entry().actor())
                .put("name", names.name(line.entry().actor()))
                .put("action", line.entry().action())
                .put("subject", line.entry().subject())
                .put("detail", line.entry().detail())
                .put("prevHash", line.prevHash())
                .put("hash", line.hash());
    }
}
