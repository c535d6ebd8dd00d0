package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jiaoying.domain.Level;

/** Counts what stands in the tables now, for the operator's figures: each by an index, and none by the length of the past. */
public final class StandingViews {
    /** A step that should have been taken so long ago is overdue, as the self-check has it. */
    private static final Duration OVERDUE = Duration.ofSeconds(60);

    private static final String WARNINGS = """
            select level, drill, count(*) as open,
              count(*) filter (where state in ('OPEN', 'CLEARED_UNANSWERED')) as unanswered,
              count(*) filter (where unreached_at is not null) as unreached
            from warning where state <> 'CLOSED' group by level, drill
            """;

    private static final String STEPS = """
            select count(*) as overdue, coalesce(extract(epoch from $2 - min(next_step_at)), 0)::double precision as oldest
            from warning where next_step_at < $1
            """;

    private static final String TEXTS = """
            select channel, state, count(*) as texts,
              extract(epoch from $1 - min(created_at))::double precision as oldest
            from outbox where state in ('PENDING', 'SUBMITTING') group by channel, state
            """;

    private static final String CALLS = """
            select c.channel, c.state, count(*) as calls from call c join warning w on w.id = c.warning_id
            where w.state <> 'CLOSED' and c.kind = 'CALL' group by c.channel, c.state
            """;

    private static final String REST =
            "select (select count(*) from parked_record) as parked, (select seq from audit_head) as seq";

    /** Warnings that are not closed, of one level. */
    public record Warnings(Level level, boolean drill, long open, long unanswered, long unreached) {}

    /** Texts of one channel that wait, or are being handed over. */
    public record Texts(String channel, String state, long count, double oldestSeconds) {}

    /** Calls about warnings that are not closed. */
    public record Calls(String channel, String state, long count) {}

    /** How one of the self-check's questions was answered last. */
    public record Check(String name, boolean ok) {}

    /**
     * What stands there.
     *
     * @param stepsOverdue warnings whose next step should have been taken over a minute ago
     * @param oldestStepSeconds since when the oldest of them should have been taken; 0 if there is none
     * @param parked records that were set aside, ever
     * @param auditLines the audit log's length
     */
    public record Standing(
            List<Warnings> warnings,
            long stepsOverdue,
            double oldestStepSeconds,
            List<Texts> texts,
            List<Calls> calls,
            List<Check> checks,
            long parked,
            long auditLines) {}

    private final Pool pool;

    public StandingViews(Pool pool) {
        this.pool = pool;
    }

    /** Reads it all; fails where the database does not answer. */
    public Future<Standing> read(Instant now) {
        var warnings = Sql.list(Sql.run(pool, WARNINGS), StandingViews::warnings);
        var steps = Sql.run(pool, STEPS, now.minus(OVERDUE), now)
                .map(rows -> rows.iterator().next());
        var texts = Sql.list(Sql.run(pool, TEXTS, now), StandingViews::texts);
        var calls = Sql.list(Sql.run(pool, CALLS), StandingViews::calls);
        var checks = Sql.list(Sql.run(pool, "select name, ok from self_check"), StandingViews::check);
        var rest = Sql.run(pool, REST).map(rows -> rows.iterator().next());
        return Future.all(List.of(warnings, steps, texts, calls, checks, rest))
                .map(all -> new Standing(
                        warnings.result(),
                        steps.result().getLong("overdue"),
                        steps.result().getDouble("oldest"),
                        texts.result(),
                        calls.result(),
                        checks.result(),
                        rest.result().getLong("parked"),
                        rest.result().getLong("seq")));
    }

    private static Warnings warnings(Row row) {
        return new Warnings(
                Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                row.getBoolean("drill"),
                row.getLong("open"),
                row.getLong("unanswered"),
                row.getLong("unreached"));
    }

    private static Texts texts(Row row) {
        return new Texts(
                row.getString("channel"), row.getString("state"), row.getLong("texts"), row.getDouble("oldest"));
    }

    private static Calls calls(Row row) {
        return new Calls(row.getString("channel"), row.getString("state"), row.getLong("calls"));
    }

    private static Check check(Row row) {
        return new Check(row.getString("name"), row.getBoolean("ok"));
    }
}
