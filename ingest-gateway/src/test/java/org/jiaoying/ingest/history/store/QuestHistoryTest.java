package org.jiaoying.ingest.history.store;

import java.nio.file.Path;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.LineStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class QuestHistoryTest extends HistoryContract {
    @TempDir
    static Path directory;

    private static EmbeddedHistory quest;
    private static InfluxStore store;
    private static QuestHistory history;

    @BeforeAll
    static void start() {
        quest = EmbeddedHistory.start(directory, 0, 0);
        String jdbcUrl = "jdbc:postgresql://127.0.0.1:" + quest.pgPort() + "/" + EmbeddedHistory.DATABASE + "?user="
                + EmbeddedHistory.USER + "&password=" + EmbeddedHistory.PASSWORD;
        store = InfluxStore.open(new HistorySettings("", quest.httpUrl(), "", "org", "bucket", jdbcUrl, 5_000, 1));
        history = QuestHistory.open(jdbcUrl);
    }

    @AfterAll
    static void stop() {
        history.close();
        store.close();
        quest.close();
    }

    @Override
    LineStore store() {
        return store;
    }

    @Override
    History history() {
        return history;
    }

    @Override
    Archive archive() {
        return history;
    }
}
