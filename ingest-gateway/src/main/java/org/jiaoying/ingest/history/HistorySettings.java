package org.jiaoying.ingest.history;

import java.util.Map;
import org.jiaoying.domain.settings.Settings;

/**
 * How the history is written and read. Its names in the environment begin with {@code JY_HISTORY_}.
 *
 * @param kafka bootstrap servers
 * @param url of InfluxDB, or of QuestDB's HTTP port
 * @param questJdbcUrl of QuestDB's PostgreSQL port with user and password; empty for InfluxDB
 * @param batch lines of one request
 * @param writers threads that write; each reads a share of the partitions
 */
public record HistorySettings(
        String kafka,
        String url,
        String token,
        String organization,
        String bucket,
        String questJdbcUrl,
        int batch,
        int writers) {

    public static final String PREFIX = "JY_HISTORY_";

    /** Reads the settings; faults are told by {@link Settings#finish}. */
    public static HistorySettings from(Settings settings) {
        return new HistorySettings(
                settings.text("KAFKA", "127.0.0.1:9092", "bootstrap servers of Kafka"),
                settings.text("URL", "http://127.0.0.1:8086", "address of InfluxDB, or of QuestDB's HTTP port"),
                settings.text("TOKEN", "", "token of InfluxDB"),
                settings.text("ORG", "jiaoying", "organization in InfluxDB"),
                settings.text("BUCKET", "jiaoying", "bucket in InfluxDB"),
                settings.text(
                        "QUESTDB_JDBC_URL",
                        "",
                        "jdbc:postgresql://host:8812/qdb?user=…&password=… for QuestDB; empty for InfluxDB"),
                settings.number("BATCH", 5_000, 1, 100_000, "lines of one request"),
                settings.number("WRITERS", 2, 1, 32, "threads that write"));
    }

    /** Reads the settings from names and values, such as the environment. */
    public static HistorySettings from(Map<String, String> environment) {
        var settings = new Settings(PREFIX, environment);
        HistorySettings history = from(settings);
        settings.finish();
        return history;
    }

    public boolean questDb() {
        return !questJdbcUrl.isEmpty();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "HistorySettings[" + url + ", bucket " + bucket + ", kafka " + kafka + "]";
    }
}
