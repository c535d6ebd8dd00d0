package org.jiaoying.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL as a child process, with one empty database {@value #DATABASE}. Works for root too. Connections from the
 * loopback address need no password.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String DATABASE = "jiaoying";
    private static final String USER = "postgres";
    private static final Duration START_BOUND = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts it; the directory is created and initialized if it is new, and kept at the end. A server that outlived the
     * killed process that started it on this directory is stopped first.
     *
     * @param port 0 for a free one
     * @throws StartFailedException if it refuses, as when the port is in use
     */
    public static EmbeddedDatabase start(Path dir, int port) {
        int databasePort = Ports.orFree(port);
        try {
            Files.createDirectories(dir.toAbsolutePath().getParent());
            OrphanedPostgres.stop(dir);
            Path log = dir.resolveSibling(dir.getFileName() + ".log");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(dir)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(databasePort)
                    .setPGStartupWait(START_BOUND)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    // The library's defaults give up the guarantee that what was committed is kept.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_connections", "100")
                    .start();
            createDatabase(postgres);
            return new EmbeddedDatabase(postgres);
        } catch (IOException | SQLException | RuntimeException e) {
            throw new StartFailedException(
                    "PostgreSQL did not start on port " + databasePort + " in " + dir + ": " + e.getMessage(), e);
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + DATABASE + "?user=" + USER;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return postgres.getPort();
    }

    public String user() {
        return USER;
    }

    public String database() {
        return DATABASE;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop clean", e);
        }
    }
}
