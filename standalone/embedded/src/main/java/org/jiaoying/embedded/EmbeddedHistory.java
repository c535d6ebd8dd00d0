package org.jiaoying.embedded;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The store of history (QuestDB) in this process: takes the InfluxDB client's writes over HTTP, answers SQL over the
 * PostgreSQL protocol. It logs to {@code log/} in its directory.
 */
public final class EmbeddedHistory implements AutoCloseable {
    /** The name and password of QuestDB's own superuser; it listens on the loopback address only. */
    public static final String USER = "admin";

    public static final String PASSWORD = "quest";
    public static final String DATABASE = "qdb";

    private final ServerMain server;

    private EmbeddedHistory(ServerMain server) {
        this.server = server;
    }

    /**
     * Starts it; the directory is created if it is new, and kept at the end.
     *
     * @param httpPort 0 for a free one; likewise {@code pgPort}
     * @throws StartFailedException if it refuses, as when a port or the directory is in use
     */
    public static EmbeddedHistory start(Path dir, int httpPort, int pgPort) {
        try {
            Path conf = Files.createDirectories(dir.resolve("conf"));
            Files.createDirectories(dir.resolve("log"));
            Files.writeString(
                    conf.resolve("log.conf"), logging(dir.resolve("log").resolve("history.log")));
            Map<String, String> settings = settings(httpPort, pgPort);
            var server = new ServerMain(new Bootstrap(
                    new PropBootstrapConfiguration() {
                        @Override
                        public Map<String, String> getEnv() {
                            return settings;
                        }

                        @Override
                        public boolean useSite() {
                            return false;
                        }
                    },
                    "-d",
                    dir.toString()));
            server.start();
            server.awaitStartup();
            return new EmbeddedHistory(server);
        } catch (IOException | RuntimeException e) {
            throw new StartFailedException("QuestDB did not start in " + dir + ": " + e.getMessage(), e);
        }
    }

    private static String logging(Path file) {
        return """
                writers=file
                w.file.class=io.questdb.log.LogFileWriter
                w.file.location=%s
                w.file.level=ERROR,CRITICAL,ADVISORY
                """.formatted(file);
    }

    private static Map<String, String> settings(int httpPort, int pgPort) {
        var settings = new HashMap<String, String>();
        settings.put("QDB_HTTP_BIND_TO", "127.0.0.1:" + httpPort);
        settings.put("QDB_PG_NET_BIND_TO", "127.0.0.1:" + pgPort);
        settings.put("QDB_HTTP_MIN_ENABLED", "false");
        settings.put("QDB_LINE_TCP_ENABLED", "false");
        settings.put("QDB_TELEMETRY_ENABLED", "false");
        settings.put("QDB_SHARED_WORKER_COUNT", "2");
        // With the default pages each small table takes 135 MB.
        settings.put("QDB_CAIRO_WRITER_DATA_APPEND_PAGE_SIZE", "131072");
        settings.put("QDB_CAIRO_WAL_WRITER_DATA_APPEND_PAGE_SIZE", "131072");
        settings.put("QDB_CAIRO_SYSTEM_WRITER_DATA_APPEND_PAGE_SIZE", "65536");
        settings.put("QDB_CAIRO_O3_COLUMN_MEMORY_SIZE", "262144");
        return settings;
    }

    /** The address for the InfluxDB client, {@code http://host:port}. */
    public String httpUrl() {
        return "http://127.0.0.1:" + server.getHttpServerPort();
    }

    /** The address for queries. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + pgPort() + "/" + DATABASE + "?user=" + USER + "&password=" + PASSWORD;
    }

    /** The port of the PostgreSQL protocol. */
    public int pgPort() {
        return server.getPgWireServerPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
