package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was published to other authorities, and what came from them. */
public final class ExchangeStore {
    private final Pool pool;

    public ExchangeStore(Pool pool) {
        this.pool = pool;
    }

    /** A message as it was published. */
    public record Sent(
            String identifier,
            String warningId,
            String type,
            String level,
            String sentText,
            Instant sent,
            String xml) {}

    /** A message that came. */
    public record Taken(String root, int revision, boolean open, String level) {}

    /** Numbers of one second, so that the next is another; whoever asks holds them until the transaction ends. */
    public Future<Set<String>> numbers(Work work, String issuer, String from) {
        return Sql.run(work.connection(), "select pg_advisory_xact_lock(hashtextextended($1, 0))", "cap/" + issuer)
                .compose(locked -> Sql.list(
                        Sql.run(
                                work.connection(),
                                "select identifier from cap_sent where identifier >= $1 and identifier like $2",
                                from,
                                issuer + "\\_%"),
                        row -> row.getString("identifier")))
                .map(HashSet::new);
    }

    /** What was published about a warning, the last first. */
    public Future<List<Sent>> about(Work work, String warningId) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from cap_sent where warning_id = $1 order by sequence desc limit 100",
                        warningId),
                ExchangeStore::sent);
    }

    public Future<Void> add(Work work, Sent message, boolean drill) {
        return Sql.run(
                        work.connection(),
                        "insert into cap_sent (identifier, warning_id, msg_type, level, sent_text, sent, drill, xml)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        message.identifier(),
                        message.warningId(),
                        message.type(),
                        message.level(),
                        message.sentText(),
                        message.sent(),
                        drill,
                        message.xml())
                .mapEmpty();
    }

    /** What stands in the feed: the latest messages, those of drills apart from all others. */
    public Future<List<Sent>> latest(boolean drills, int max) {
        return Sql.list(
                Sql.run(pool, "select * from cap_sent where drill = $1 order by sequence desc limit $2", drills, max),
                ExchangeStore::sent);
    }

    public Future<Optional<Sent>> named(String identifier, boolean drill) {
        return Sql.run(pool, "select * from cap_sent where identifier = $1 and drill = $2", identifier, drill)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(sent(rows.iterator().next())));
    }

    private static Sent sent(io.vertx.sqlclient.Row row) {
        return new Sent(
                row.getString("identifier"),
                row.getString("warning_id"),
                row.getString("msg_type"),
                row.getString("level"),
                row.getString("sent_text"),
                Sql.requiredInstant(row, "sent"),
                row.getString("xml"));
    }

    /** Whether a message had come before; whoever asks holds the source until the transaction ends. */
    public Future<Boolean> hasCome(Work work, String source, String identifier) {
        return Sql.run(work.connection(), "select pg_advisory_xact_lock(hashtextextended($1, 0))", "cap-in/" + source)
                .compose(locked -> Sql.run(
                        work.connection(),
                        "select 1 from cap_received where source = $1 and identifier = $2",
                        source,
                        identifier))
                .map(rows -> rows.size() > 0);
    }

    /** The affair that one of these messages began or went on with. */
    public Future<Optional<Taken>> affair(Work work, String source, List<String> identifiers) {
        return Sql.run(
                        work.connection(),
                        "select a.* from cap_affair a where a.source = $1 and a.root = ("
                                + " select root from cap_received where source = $1 and identifier = any ($2)"
                                + " and root is not null order by received_at desc limit 1) for update",
                        source,
                        identifiers.toArray(String[]::new))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    var row = rows.iterator().next();
                    return Optional.of(new Taken(
                            row.getString("root"),
                            row.getInteger("revision"),
                            row.getBoolean("open"),
                            row.getString("level")));
                });
    }

    public Future<Void> keep(
            Work work, String source, String identifier, @Nullable String root, String outcome, String xml) {
        return Sql.run(
                        work.connection(),
                        "insert into cap_received (source, identifier, root, outcome, xml, received_at)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        source,
                        identifier,
                        root,
                        outcome,
                        xml,
                        work.now())
                .mapEmpty();
    }

    public Future<Void> save(Work work, String source, Taken affair, @Nullable Instant expires) {
        return Sql.run(
                        work.connection(),
                        "insert into cap_affair (source, root, revision, open, level, expires)"
                                + " values ($1, $2, $3, $4, $5, $6)"
                                + " on conflict (source, root) do update set revision = $3, open = $4, level = $5, expires = $6",
                        source,
                        affair.root(),
                        affair.revision(),
                        affair.open(),
                        affair.level(),
                        expires)
                .mapEmpty();
    }

    /** When the next affair of others expires. */
    public Future<Optional<Instant>> nextExpiry() {
        return Sql.run(pool, "select min(expires) as due from cap_affair where open")
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "due")));
    }

    /** An affair that is over because its time is. */
    public record Expired(String source, Taken affair) {}

    public Future<List<Expired>> expired(Work work) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from cap_affair where open and expires <= $1 limit 100 for update skip locked",
                        work.now()),
                row -> new Expired(
                        row.getString("source"),
                        new Taken(row.getString("root"), row.getInteger("revision"), true, row.getString("level"))));
    }
}
