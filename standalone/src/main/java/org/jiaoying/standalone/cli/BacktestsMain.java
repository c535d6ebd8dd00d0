package org.jiaoying.standalone.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jiaoying.domain.settings.Settings;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.report.ProcessMeters;
import org.jiaoying.standalone.backtest.InForce;
import org.jiaoying.standalone.backtest.StoredHistory;
import org.jiaoying.standalone.backtest.ask.AskSettings;
import org.jiaoying.standalone.backtest.ask.BacktestServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the backtests that the console asks for, as a process of its own, configured by the environment ({@code
 * JY_BACKTEST_…}; the store by {@code JY_HISTORY_…} as the history writer).
 */
public final class BacktestsMain {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestsMain.class);

    private BacktestsMain() {}

    public static void main(String[] args) throws InterruptedException {
        var values = new Settings(HistorySettings.PREFIX, System.getenv());
        HistorySettings history = HistorySettings.from(values);
        values.finish();
        AskSettings settings = AskSettings.from(System.getenv());
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProcessMeters.bind(meters);
        StoredHistory store = StoredHistory.open(history);
        BacktestServer server =
                BacktestServer.start(settings, store.archive(), () -> InForce.of(history.kafka()), meters);
        LOG.info("backtests are made on {}; port {}", history, server.port());
        UntilStopped.run(() -> {
            server.close();
            store.close();
        });
    }
}
