package org.jiaoying.ingest.register.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jiaoying.domain.register.InitialUser;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.ingest.register.Credential;
import org.jiaoying.ingest.register.PasswordHash;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The register in PostgreSQL, schema {@code register}: the one place where enterprises, sites, devices and credentials are
 * changed. Each changed entry gets a new version and is written, in the same transaction, to the outbox from which {@link
 * RegisterPublisher} publishes it.
 *
 * <p>Safe for several threads and processes.
 */
public final class RegisterStore {
    /** One change of the register at a time: versions then grow in the order in which changes become visible. */
    private static final long CHANGE_LOCK = 0x6A79_7265_6701L;

    private final DataSource database;

    private RegisterStore(DataSource database) {
        this.database = database;
    }

    /**
     * Opens the register, and makes or brings up to date its tables.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database?user=…}
     */
    public static RegisterStore open(String jdbcUrl) {
        var database = new PGSimpleDataSource();
        database.setUrl(jdbcUrl);
        return open(database);
    }

    /** The same with a source of connections. */
    public static RegisterStore open(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("register")
                .defaultSchema("register")
                .locations("classpath:db/register")
                .load()
                .migrate();
        return new RegisterStore(database);
    }

    /**
     * Takes over what a file says: entries that are new or differ are written, users that are not there yet are introduced.
     * What the file does not name stays.
     *
     * @return how many entries were new or differed
     */
    public int load(RegisterFile file) {
        return inTransaction("load the register", connection -> {
            lockChanges(connection);
            int changed = 0;
            for (RegisterEntry entry : file.entries()) {
                changed += put(connection, entry) ? 1 : 0;
            }
            for (InitialUser user : file.users()) {
                introduce(connection, user);
            }
            return changed;
        });
    }

    /** Writes one entry; false if it stood there just so. */
    public boolean put(RegisterEntry entry) {
        return inTransaction("write " + entry.entryKey(), connection -> {
            lockChanges(connection);
            return put(connection, entry);
        });
    }

    /**
     * Removes an entry with everything below it.
     *
     * @param entryKey as {@link RegisterEntry#entryKey} gives it
     */
    public void remove(String entryKey) {
        inTransaction("remove " + entryKey, connection -> {
            lockChanges(connection);
            String key = entryKey.substring(entryKey.indexOf(':') + 1);
            String[] ids = key.split("/", -1);
            try (PreparedStatement delete = connection.prepareStatement(
                    switch (ids.length) {
                        case 1 -> "delete from register.enterprise where id = ?";
                        case 2 -> "delete from register.site where enterprise = ? and site = ?";
                        default -> "delete from register.device where enterprise = ? and site = ? and device = ?";
                    })) {
                for (int i = 0; i < ids.length; i++) {
                    delete.setString(i + 1, ids[i]);
                }
                delete.executeUpdate();
            }
            try (PreparedStatement outbox = connection.prepareStatement("""
                    update register.outbox
                    set record = null, published = false, version = nextval('register.entry_version')
                    where record is not null
                      and (entry_key = ? or starts_with(entry_key, 'site:' || ? || '/')
                           or starts_with(entry_key, 'device:' || ? || '/'))
                    """)) {
                outbox.setString(1, entryKey);
                outbox.setString(2, key);
                outbox.setString(3, key);
                return outbox.executeUpdate();
            }
        });
    }

    /** Sets a user's password, of an enterprise or, where that is null, of a gateway. */
    public void setPassword(String user, @Nullable String enterprise, String password) {
        String hash = PasswordHash.of(password).stored();
        inTransaction("set the password of " + user, connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into register.credential (user_name, enterprise, password_hash) values (?, ?, ?)
                    on conflict (user_name) do update
                    set enterprise = excluded.enterprise, password_hash = excluded.password_hash, changed_at = now()
                    """)) {
                upsert.setString(1, user);
                upsert.setString(2, enterprise);
                upsert.setString(3, hash);
                return upsert.executeUpdate();
            }
        });
    }

    /** All credentials. */
    public Collection<Credential> credentials() {
        return inTransaction("read the credentials", connection -> {
            var found = new ArrayList<Credential>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select user_name, enterprise, password_hash from register.credential");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Credential(
                            rows.getString(1), rows.getString(2), PasswordHash.parse(rows.getString(3))));
                }
            }
            return found;
        });
    }

    /** All entries, as they were last written. */
    public List<RegisterEntry> entries() {
        return inTransaction("read the register", connection -> {
            var found = new ArrayList<RegisterEntry>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select record from register.outbox where record is not null order by version");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(RegisterCodec.decode(rows.getBytes(1)).entry());
                }
            }
            return found;
        });
    }

    private static boolean put(Connection connection, RegisterEntry entry) throws SQLException {
        if (entry.equals(current(connection, entry.entryKey()).orElse(null))) {
            return false;
        }
        long version = nextVersion(connection);
        new EntryRows(connection).write(entry, version);
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into register.outbox (entry_key, version, record, published) values (?, ?, ?, false)
                on conflict (entry_key) do update
                set version = excluded.version, record = excluded.record, published = false
                """)) {
            upsert.setString(1, entry.entryKey());
            upsert.setLong(2, version);
            upsert.setBytes(3, RegisterCodec.encode(version, entry));
            upsert.executeUpdate();
        }
        return true;
    }

    private static Optional<RegisterEntry> current(Connection connection, String entryKey) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select record from register.outbox where entry_key = ? and record is not null")) {
            select.setString(1, entryKey);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(RegisterCodec.decode(rows.getBytes(1)).entry())
                        : Optional.empty();
            }
        }
    }

    private static long nextVersion(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select nextval('register.entry_version')");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void introduce(Connection connection, InitialUser user) throws SQLException {
        String password = user.password();
        String hash = user.passwordHash();
        try (PreparedStatement known =
                connection.prepareStatement("select 1 from register.credential where user_name = ?")) {
            known.setString(1, user.user());
            if (known.executeQuery().next()) {
                return;
            }
        }
        PasswordHash stored =
                hash != null ? PasswordHash.parse(hash) : PasswordHash.of(password == null ? "" : password);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into register.credential (user_name, enterprise, password_hash) values (?, ?, ?)")) {
            insert.setString(1, user.user());
            insert.setString(2, user.enterprise());
            insert.setString(3, stored.stored());
            insert.executeUpdate();
        }
    }

    private static void lockChanges(Connection connection) throws SQLException {
        lock(connection, CHANGE_LOCK);
    }

    static void lock(Connection connection, long number) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, number);
            lock.execute();
        }
    }

    /** Work on one connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The only place where a transaction starts. */
    <T> T inTransaction(String what, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new RegisterStoreException("cannot " + what + ": " + e.getMessage(), e);
        }
    }
}
