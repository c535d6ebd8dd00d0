package org.jiaoying.ingest;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.settings.Settings;
import org.jiaoying.ingest.forward.Gateway;
import org.jiaoying.ingest.forward.GatewaySettings;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.ingest.register.RegisterFollower;
import org.jiaoying.ingest.register.store.RegisterPublisher;
import org.jiaoying.ingest.register.store.RegisterStore;
import org.jiaoying.ingest.report.GatewayPage;
import org.jiaoying.ingest.report.MetricsPage;
import org.jiaoying.ingest.report.ProcessMeters;
import org.jiaoying.ingest.report.RejectsPage;
import org.jiaoying.ingest.report.ReportServer;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one gateway as a process of its own, configured by the environment ({@code JY_GATEWAY_*}): topics, register, gateway,
 * report; stopped in the reverse order.
 */
public final class GatewayMain {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * What the process needs beside the gateway's own settings.
     *
     * @param partitions of topics that are missing; 0 makes none
     * @param registerJdbcUrl the register's database, if this process is to publish its changes; empty if another does
     * @param registerFile a register to be taken over at the start; empty for none
     */
    record Surroundings(
            int partitions,
            int replication,
            String registerJdbcUrl,
            String registerFile,
            String httpHost,
            int httpPort,
            String httpToken) {

        static Surroundings from(Settings settings) {
            return new Surroundings(
                    settings.number("TOPIC_PARTITIONS", 8, 0, 10_000, "of topics that are missing; 0 makes none"),
                    settings.number("TOPIC_REPLICATION", 1, 1, 10, "copies of each partition of such topics"),
                    settings.text(
                            "REGISTER_JDBC_URL", "", "the register's database; empty if another process publishes it"),
                    settings.text("REGISTER_FILE", "", "a register in YAML to be taken over at the start"),
                    settings.text("HTTP_HOST", "127.0.0.1", "where /health, /rejects and /metrics listen"),
                    settings.number(
                            "HTTP_PORT", 8081, 0, 65_535, "port of /health, /rejects and /metrics; 0 for a free one"),
                    settings.text(
                            "HTTP_TOKEN",
                            "",
                            "bearer token for /rejects and /metrics; needed off the loopback address"));
        }
    }

    private GatewayMain() {}

    public static void main(String[] args) throws Exception {
        var values = new Settings(GatewaySettings.PREFIX, System.getenv());
        GatewaySettings settings = GatewaySettings.from(values);
        Surroundings surroundings = Surroundings.from(values);
        values.finish();
        InstantSource clock = InstantSource.system();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProcessMeters.bind(meters);
        var ended = new CountDownLatch(1);
        try (AutoCloseable ignored = Patience.until("the log and the register", () -> prepare(settings, surroundings));
                var follower = Patience.until("the log", () -> new RegisterFollower(settings.kafka()))) {
            awaitRegister(follower.register());
            try (var gateway = Gateway.startLive(settings, follower.register(), clock, meters);
                    var report = report(surroundings, gateway, meters)) {
                LOG.info("{} takes messages; reports on port {}", settings, report.port());
                Patience.untilAskedToEnd(ended);
            }
        } finally {
            ended.countDown();
        }
    }

    private static ReportServer report(Surroundings surroundings, Gateway gateway, PrometheusMeterRegistry meters) {
        return ReportServer.start(
                surroundings.httpHost(),
                surroundings.httpPort(),
                surroundings.httpToken(),
                Map.of(
                        "/health", new GatewayPage(gateway::health),
                        "/rejects", new RejectsPage(gateway::latestRejects),
                        "/metrics", new MetricsPage(meters)));
    }

    /** An empty register would have every message refused: rather nothing is taken until there is one. */
    private static void awaitRegister(Register register) throws InterruptedException {
        while (register.enterpriseIds().isEmpty()) {
            LOG.warn("the register is empty; waiting for its first enterprise");
            Thread.sleep(PATIENCE.toMillis());
        }
    }

    /** Makes missing topics; publishes the register if that is this process's work. Returns what ends the publishing. */
    private static AutoCloseable prepare(GatewaySettings settings, Surroundings surroundings) throws IOException {
        if (surroundings.partitions() > 0) {
            Topics.create(settings.kafka(), surroundings.partitions(), (short) surroundings.replication());
        }
        if (surroundings.registerJdbcUrl().isEmpty()) {
            return () -> {};
        }
        RegisterStore store = RegisterStore.open(surroundings.registerJdbcUrl());
        if (!surroundings.registerFile().isEmpty()) {
            Path file = Path.of(surroundings.registerFile());
            int changed = store.load(RegisterFile.parse(file.toString(), Files.readString(file)));
            LOG.info("{} entries of {} were new or differed", changed, file);
        }
        var producer = new LogProducer(settings.kafka(), settings.id() + "-register");
        var publisher = new RegisterPublisher(store, producer);
        var ticker = Executors.newSingleThreadScheduledExecutor(runnable -> {
            var thread = new Thread(runnable, "register-publisher");
            thread.setDaemon(true);
            return thread;
        });
        ticker.scheduleWithFixedDelay(
                () -> {
                    try {
                        publisher.publishChanges();
                    } catch (RuntimeException e) {
                        LOG.warn("the register's changes are not being published; trying again: {}", e.toString());
                    }
                },
                0,
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            ticker.shutdownNow();
            producer.close();
        };
    }
}
