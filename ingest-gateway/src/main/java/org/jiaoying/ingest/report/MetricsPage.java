package org.jiaoying.ingest.report;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** The figures, as Prometheus reads them. */
public final class MetricsPage implements ReportServer.Page {
    private final PrometheusMeterRegistry registry;

    public MetricsPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Answer answer(Map<String, String> parameters) {
        return Answer.text("text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }
}
