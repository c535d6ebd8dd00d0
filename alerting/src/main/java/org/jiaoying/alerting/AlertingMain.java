package org.jiaoying.alerting;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jiaoying.alerting.http.ApiServer;
import org.jiaoying.alerting.http.HttpSettings;
import org.jiaoying.alerting.link.LinkMaker;
import org.jiaoying.alerting.store.ReadStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts alerting as a process of its own, configured by the environment ({@code JY_ALERTING_…}, {@code JY_HTTP_…}), on the
 * clock of the wall; ends clean on SIGTERM.
 */
public final class AlertingMain {
    private static final Logger LOG = LoggerFactory.getLogger(AlertingMain.class);

    private AlertingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        var config = AlertingConfig.from(System.getenv());
        var http = HttpSettings.from(System.getenv());
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        tellOfThisProcess(meters);
        Alerting alerting = Alerting.start(config, clock, meters, new LinkMaker(http.publicUrl()));
        try {
            ApiServer server = serve(alerting, config, http, clock, clock, meters);
            LOG.info("alerting {} serves on {}:{}", config.instance(), http.host(), server.port());
            untilStopped(() -> {
                server.close().toCompletionStage().toCompletableFuture().join();
                alerting.close();
            });
        } catch (RuntimeException e) {
            alerting.close();
            throw e;
        }
    }

    private static void tellOfThisProcess(PrometheusMeterRegistry meters) {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }

    /**
     * The HTTP interface on top of a started alerting. Blocks until it answers.
     *
     * @param clock of the data
     * @param wall of the people at a desk: sessions go by it
     */
    public static ApiServer serve(
            Alerting alerting,
            AlertingConfig config,
            HttpSettings http,
            InstantSource clock,
            InstantSource wall,
            PrometheusMeterRegistry meters) {
        var stores = ReadStores.on(
                alerting.vertx(),
                config.database(),
                alerting.pool(),
                alerting.transactions(),
                clock,
                config.contactsHold());
        return ApiServer.start(
                        alerting.vertx(),
                        http,
                        new ApiServer.Parts(
                                stores,
                                alerting.transactions(),
                                alerting.warnings(),
                                alerting.links(),
                                alerting.rules(),
                                alerting.channels(),
                                clock,
                                wall,
                                meters))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void untilStopped(Runnable stop) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            stopped.countDown();
                        },
                        "alerting-stop"));
        stopped.await();
    }
}
