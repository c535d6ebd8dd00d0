package org.jiaoying.ingest;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jiaoying.domain.settings.Settings;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryWriter;
import org.jiaoying.ingest.history.store.InfluxStore;
import org.jiaoying.ingest.history.store.QuestHistory;
import org.jiaoying.ingest.register.RegisterFollower;
import org.jiaoying.ingest.report.Answer;
import org.jiaoying.ingest.report.HistoryPages;
import org.jiaoying.ingest.report.MetricsPage;
import org.jiaoying.ingest.report.ProcessMeters;
import org.jiaoying.ingest.report.ReportServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the history writer as a process of its own, configured by the environment ({@code JY_HISTORY_*}), with the curves over HTTP. */
public final class HistoryMain {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryMain.class);

    private HistoryMain() {}

    public static void main(String[] args) throws Exception {
        var values = new Settings(HistorySettings.PREFIX, System.getenv());
        HistorySettings settings = HistorySettings.from(values);
        String host = values.text("HTTP_HOST", "127.0.0.1", "where /history, /health and /metrics listen");
        int port = values.number("HTTP_PORT", 8082, 0, 65_535, "their port; 0 for a free one");
        String token = values.text("HTTP_TOKEN", "", "bearer token for them; needed off the loopback address");
        values.finish();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProcessMeters.bind(meters);
        var ended = new CountDownLatch(1);
        try (InfluxStore store = InfluxStore.open(settings)) {
            History history = Patience.until("the store", () -> history(settings, store));
            try (RegisterFollower follower =
                            Patience.until("the register", () -> new RegisterFollower(settings.kafka()));
                    HistoryWriter writer = HistoryWriter.start(settings, store, follower.register(), meters);
                    ReportServer report = ReportServer.start(host, port, token, pages(history, writer, meters))) {
                LOG.info("{} is written; /history, /health and /metrics on port {}", settings, report.port());
                Patience.untilAskedToEnd(ended);
            }
        } finally {
            ended.countDown();
        }
    }

    /** QuestDB's has nothing to close. */
    private static History history(HistorySettings settings, InfluxStore store) {
        return settings.questDb() ? QuestHistory.open(settings.questJdbcUrl()) : store;
    }

    private static Map<String, ReportServer.Page> pages(
            History history, HistoryWriter writer, PrometheusMeterRegistry meters) {
        var pages = new HashMap<>(HistoryPages.of(history));
        pages.put("/metrics", new MetricsPage(meters));
        pages.put("/health", parameters -> health(writer));
        return pages;
    }

    private static Answer health(HistoryWriter writer) {
        return Answer.json(200, json -> {
            json.writeStringField("status", "up");
            json.writeNumberField("lag", writer.lag());
        });
    }
}
