package org.jiaoying.alerting.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Where alerting's tables stand: schema {@value #SCHEMA} of a PostgreSQL database.
 *
 * @param connections at most so many at a time
 */
public record Database(String host, int port, String name, String user, String password, int connections) {
    public static final String SCHEMA = "alerting";

    /** An instance that stands still in the middle of a transaction must not hold up the others by its locks for longer. */
    private static final String LONGEST_IDLE = "30s";

    /** Brings the schema to this version; safe where two instances start at once. Blocks. */
    public void migrate() {
        Flyway.configure()
                .dataSource("jdbc:postgresql://" + host + ":" + port + "/" + name, user, password)
                .schemas(SCHEMA)
                .locations("classpath:db/alerting")
                .load()
                .migrate();
    }

    /** Opens connections as they are needed; the caller closes it. */
    public Pool open(Vertx vertx) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections).setName("alerting"))
                .connectingTo(connectOptions())
                .using(vertx)
                .build();
    }

    /** How to connect, as for listening to {@code notify}. */
    public PgConnectOptions connectOptions() {
        return new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(name)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .setProperties(Map.of(
                        "search_path",
                        SCHEMA,
                        "application_name",
                        "alerting",
                        "idle_in_transaction_session_timeout",
                        LONGEST_IDLE));
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + name;
    }
}
