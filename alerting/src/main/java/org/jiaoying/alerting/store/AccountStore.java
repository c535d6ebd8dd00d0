package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.Role;
import org.jspecify.annotations.Nullable;

/** The accounts' table. */
public final class AccountStore {
    static final String COLUMNS =
            "a.login, coalesce(p.name, a.login) as display_name, a.role, a.enterprise, a.person_id,"
                    + " a.active, a.password_hash";
    static final String TABLES = "account a left join person p on p.id = a.person_id";

    private final Pool pool;

    public AccountStore(Pool pool) {
        this.pool = pool;
    }

    public Future<Optional<Account>> find(String login) {
        return Sql.run(pool, "select " + COLUMNS + " from " + TABLES + " where a.login = $1", login)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    public Future<List<Account>> list() {
        return Sql.list(
                Sql.run(pool, "select " + COLUMNS + " from " + TABLES + " order by a.login"), AccountStore::read);
    }

    /** The administrators who can sign in; whoever changes one of them meanwhile waits. */
    public Future<List<String>> administrators(Work work) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select login from account where role = 'administrator' and active order by login for update"),
                row -> row.getString("login"));
    }

    /**
     * Creates or changes an account and ends its sessions.
     *
     * @param passwordHash absent: the present one stays
     * @return false if there is no such account yet and no password for it
     */
    public Future<Boolean> put(
            Work work,
            String login,
            Role role,
            @Nullable String enterprise,
            @Nullable String personId,
            boolean active,
            @Nullable String passwordHash) {
        Future<Integer> written = passwordHash == null
                ? Sql.run(
                                work.connection(),
                                "update account set role = $2, enterprise = $3, person_id = $4, active = $5"
                                        + " where login = $1",
                                login,
                                role.code(),
                                enterprise,
                                personId,
                                active)
                        .map(rows -> rows.rowCount())
                : Sql.run(
                                work.connection(),
                                "insert into account (login, role, enterprise, person_id, active, password_hash,"
                                        + " created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (login) do"
                                        + " update set role = $2, enterprise = $3, person_id = $4, active = $5,"
                                        + " password_hash = $6",
                                login,
                                role.code(),
                                enterprise,
                                personId,
                                active,
                                passwordHash,
                                work.now())
                        .map(rows -> rows.rowCount());
        return written.compose(count -> Sql.run(work.connection(), "delete from session where login = $1", login)
                .map(count == 1));
    }

    static Account read(Row row) {
        String code = row.getString("role");
        return new Account(
                row.getString("login"),
                row.getString("display_name"),
                Role.of(code).orElseThrow(() -> new IllegalStateException("no role " + code)),
                row.getString("enterprise"),
                row.getString("person_id"),
                row.getBoolean("active"),
                row.getString("password_hash"));
    }
}
