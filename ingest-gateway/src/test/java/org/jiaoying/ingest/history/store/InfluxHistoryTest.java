package org.jiaoying.ingest.history.store;

import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.LineStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against a real InfluxQL engine. */
class InfluxHistoryTest extends HistoryContract {
    @TempDir
    static Path directory;

    private static Influxd influxd;
    private static InfluxStore store;

    @BeforeAll
    static void start() throws Exception {
        influxd = Influxd.start(directory);
        store = InfluxStore.open(
                new HistorySettings("", influxd.url(), "", "org", Influxd.DATABASE, "", 5_000, 1),
                new OkHttpClient.Builder().addInterceptor(Influxd::asVersion1));
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            store.close();
        }
        if (influxd != null) {
            influxd.close();
        }
    }

    @Override
    LineStore store() {
        return store;
    }

    @Override
    History history() {
        return store;
    }

    @Override
    Archive archive() {
        return store;
    }
}
