package org.jiaoying.standalone.assemble;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryWriter;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.ingest.report.HistoryPages;
import org.jiaoying.ingest.report.ReportServer;

/** The history of this system: written from the log into the embedded store, read back over HTTP. */
final class HistoryPart implements AutoCloseable {
    private final InfluxStore store;
    private final HistoryWriter writer;
    private final ReportServer curves;
    private final QuestHistory archive;

    private HistoryPart(InfluxStore store, QuestHistory archive, HistoryWriter writer, ReportServer curves) {
        this.store = store;
        this.archive = archive;
        this.writer = writer;
        this.curves = curves;
    }

    static HistoryPart start(String kafka, EmbeddedHistory embedded, Register register, PrometheusMeterRegistry meters)
            throws Exception {
        HistorySettings settings = HistorySettings.from(Map.of(
                "JY_HISTORY_KAFKA", kafka,
                "JY_HISTORY_URL", embedded.httpUrl(),
                "JY_HISTORY_QUESTDB_JDBC_URL", embedded.jdbcUrl()));
        // Its tables have to be there before the first line comes: what makes them as it writes does not know repeats.
        QuestHistory history = QuestHistory.open(settings.questJdbcUrl());
        InfluxStore store = InfluxStore.open(settings);
        HistoryWriter writer = HistoryWriter.start(settings, store, register, meters);
        ReportServer curves = ReportServer.start("127.0.0.1", 0, "", HistoryPages.of(history));
        return new HistoryPart(store, history, writer, curves);
    }

    /** Where curves are read. */
    String url() {
        return "http://127.0.0.1:" + curves.port();
    }

    /** Everything that devices said, as it was kept. */
    Archive archive() {
        return archive;
    }

    long lag() {
        return writer.lag();
    }

    @Override
    public void close() {
        curves.close();
        writer.close();
        store.close();
    }
}
