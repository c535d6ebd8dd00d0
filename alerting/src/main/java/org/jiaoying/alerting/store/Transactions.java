package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import org.jiaoying.alerting.warning.WarningChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a transaction starts. What is done in it, its audit lines and the notice of its changes are safe
 * together or not at all.
 *
 * <p>The audit lines are appended last: their chain has one end, whose lock is then held only for the rest of the commit, and
 * is always taken after every other lock, so that two transactions cannot wait for each other over it.
 */
public final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** Serialization failure and deadlock: the other one was let through, this one may try again. */
    private static final Set<String> WORTH_REPEATING = Set.of("40001", "40P01");

    private static final int REPEATS = 3;

    private final Pool pool;
    private final InstantSource clock;
    private final Committed.Watcher watcher;

    public Transactions(Pool pool, InstantSource clock) {
        this(pool, clock, left -> {});
    }

    /** @param watcher learns what each transaction has left */
    public Transactions(Pool pool, InstantSource clock, Committed.Watcher watcher) {
        this.pool = pool;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** Does the work in one transaction; {@code work} may be called again where the database let another one through first. */
    public <T> Future<T> run(Function<Work, Future<T>> work) {
        return attempt(work, REPEATS);
    }

    private <T> Future<T> attempt(Function<Work, Future<T>> work, int repeatsLeft) {
        return pool.<Done<T>>withTransaction(connection -> {
                    var underWay = new Work(connection, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    return work.apply(underWay)
                            .compose(result -> finish(underWay).map(done -> new Done<>(result, underWay.left())));
                })
                .map(this::told)
                .recover(failure -> repeatsLeft > 0 && worthRepeating(failure)
                        ? attempt(work, repeatsLeft - 1)
                        : Future.failedFuture(failure));
    }

    private record Done<T>(T result, Committed left) {}

    private <T> T told(Done<T> done) {
        if (!done.left().lines().isEmpty() || !done.left().steps().isEmpty()) {
            try {
                watcher.committed(done.left());
            } catch (RuntimeException e) {
                // What is safe is safe: it must not look as if it had failed.
                LOG.error("a transaction could not be counted", e);
            }
        }
        return done.result();
    }

    private static Future<Void> finish(Work work) {
        Future<Void> done = Future.succeededFuture();
        for (WarningChange change : work.changes()) {
            done = done.compose(previous -> Sql.run(
                            work.connection(), "select pg_notify($1, $2)", WarningChange.CHANNEL, change.toPayload())
                    .mapEmpty());
        }
        return done.compose(told -> AuditStore.append(work));
    }

    /** Whether the database refused what was to be written: data exception, integrity violation, limit exceeded. */
    public static boolean refusedContent(@Nullable Throwable failure) {
        if (!(failure instanceof PgException refused)) {
            return false;
        }
        String state = refused.getSqlState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private static boolean worthRepeating(Throwable failure) {
        return failure instanceof PgException refused && WORTH_REPEATING.contains(refused.getSqlState());
    }
}
