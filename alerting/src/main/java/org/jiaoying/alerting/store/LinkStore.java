package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links' table. */
public final class LinkStore {
    private static final String FIND = """
            select l.*, c.person_name, w.chase_started_at from link l
            join call c on c.id = l.call_id
            join warning w on w.id = l.warning_id
            where l.token_hash = $1 and l.expires_at > $2 and w.state <> 'CLOSED'
            """;

    /**
     * A link that can be opened.
     *
     * @param personName as it was when the person was called
     * @param acknowledgedAt when 收到 was pressed behind it in the present chase
     * @param helpAt when 需要支援 was pressed behind it in the present chase
     */
    public record OpenLink(
            String callId,
            String warningId,
            String personId,
            String personName,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant helpAt) {}

    public Future<Void> add(
            Work work, String tokenHash, String callId, String warningId, String personId, Instant expiresAt) {
        return Sql.run(
                        work.connection(),
                        "insert into link (token_hash, call_id, warning_id, person_id, made_at, expires_at)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        tokenHash,
                        callId,
                        warningId,
                        personId,
                        work.now(),
                        expiresAt)
                .mapEmpty();
    }

    /** The link with that hash, if it has not run out and its warning is not closed. */
    public Future<Optional<OpenLink>> find(Work work, String tokenHash) {
        return Sql.list(Sql.run(work.connection(), FIND, tokenHash, work.now()), LinkStore::read)
                .map(found -> found.stream().findFirst());
    }

    /** Notes that 收到 was pressed. @return false if it was already, since then */
    public Future<Boolean> acknowledged(Work work, String tokenHash, Instant since) {
        return pressed(work, "acknowledged_at", tokenHash, since);
    }

    /** Notes that 需要支援 was pressed. @return false if it was already, since then */
    public Future<Boolean> helpAsked(Work work, String tokenHash, Instant since) {
        return pressed(work, "help_at", tokenHash, since);
    }

    private static Future<Boolean> pressed(Work work, String column, String tokenHash, Instant since) {
        return Sql.run(
                        work.connection(),
                        "update link set " + column + " = $2 where token_hash = $1 and (" + column + " is null or "
                                + column + " < $3)",
                        tokenHash,
                        work.now(),
                        since)
                .map(updated -> updated.rowCount() == 1);
    }

    private static OpenLink read(Row row) {
        Instant chase = Sql.requiredInstant(row, "chase_started_at");
        return new OpenLink(
                row.getString("call_id"),
                row.getString("warning_id"),
                row.getString("person_id"),
                row.getString("person_name"),
                since(chase, Sql.instant(row, "acknowledged_at")),
                since(chase, Sql.instant(row, "help_at")));
    }

    private static @Nullable Instant since(Instant chase, @Nullable Instant pressed) {
        return pressed == null || pressed.isBefore(chase) ? null : pressed;
    }
}
