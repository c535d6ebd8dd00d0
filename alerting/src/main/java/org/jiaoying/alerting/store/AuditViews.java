package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.audit.AuditLine;
import org.jiaoying.alerting.view.Page;
import org.jspecify.annotations.Nullable;

/** Reads the audit log backwards, as the API's document {@code AuditLine} shows it. */
public final class AuditViews {
    private static final String SEARCH = """
            select * from audit where ($1::text is null or subject = $1) and ($2::bigint is null or seq < $2)
              and ($4::text is null or actor in ($4, 'account:' || $4, 'person:' || $4, 'part:' || $4))
              and ($5::text is null or action = $5)
              and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
            order by seq desc limit $3
            """;

    private final Pool pool;

    public AuditViews(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is looked for; absent: anything.
     *
     * @param actor who did it, whole or without the word before the colon
     * @param from the first instant looked at
     * @param to the first instant no longer looked at
     */
    public record Search(
            @Nullable String subject,
            @Nullable String actor,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** A page, newest first. */
    public Future<Page> list(Search search, @Nullable Long before, int limit) {
        return Sql.list(
                        Sql.run(
                                pool,
                                SEARCH,
                                search.subject(),
                                before,
                                limit + 1,
                                search.actor(),
                                search.action(),
                                search.from(),
                                search.to()),
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
