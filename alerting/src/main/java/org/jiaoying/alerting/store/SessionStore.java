package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Optional;
import org.jiaoying.alerting.signin.Account;

/** The sessions' table: who is signed in, at any instance. */
public final class SessionStore {
    private final Pool pool;

    public SessionStore(Pool pool) {
        this.pool = pool;
    }

    /** Begins one, and forgets those that have expired. */
    public Future<Void> begin(Work work, String tokenHash, String login, Instant now, Instant expires) {
        return Sql.run(work.connection(), "delete from session where expires_at <= $1", now)
                .compose(swept -> Sql.run(
                        work.connection(),
                        "insert into session (token_hash, login, began_at, expires_at) values ($1, $2, $3, $4)",
                        tokenHash,
                        login,
                        now,
                        expires))
                .mapEmpty();
    }

    public Future<Void> end(String tokenHash) {
        return Sql.run(pool, "delete from session where token_hash = $1", tokenHash)
                .mapEmpty();
    }

    /** The active account of a session that has not expired. */
    public Future<Optional<Account>> account(String tokenHash, Instant now) {
        return Sql.run(
                        pool,
                        "select " + AccountStore.COLUMNS + " from session s join account a on a.login = s.login"
                                + " left join person p on p.id = a.person_id"
                                + " where s.token_hash = $1 and s.expires_at > $2 and a.active",
                        tokenHash,
                        now)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(AccountStore.read(rows.iterator().next())));
    }
}
