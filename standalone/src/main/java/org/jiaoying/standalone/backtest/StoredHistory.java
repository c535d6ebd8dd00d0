package org.jiaoying.standalone.backtest;

import java.util.Map;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;

/** The store of history that the settings of the history writer name, and the Kafka beside it. */
public record StoredHistory(Archive archive, String kafka) implements AutoCloseable {

    /** @param environment in which the settings of the history writer stand */
    public static StoredHistory open(Map<String, String> environment) {
        return open(HistorySettings.from(environment));
    }

    public static StoredHistory open(HistorySettings settings) {
        Archive archive = settings.questDb() ? QuestHistory.open(settings.questJdbcUrl()) : InfluxStore.open(settings);
        return new StoredHistory(archive, settings.kafka());
    }

    @Override
    public void close() {
        archive.close();
    }
}
