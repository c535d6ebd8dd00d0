package org.jiaoying.standalone.assemble;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.alerting.Alerting;
import org.jiaoying.alerting.AlertingConfig;
import org.jiaoying.alerting.http.HttpSettings;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.domain.time.Agenda;
import org.jiaoying.domain.time.AgendaRunner;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import org.jiaoying.embedded.EmbeddedDatabase;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.forward.Gateway;
import org.jiaoying.ingest.forward.GatewaySettings;
import org.jiaoying.ingest.register.RegisterFollower;
import org.jiaoying.ingest.report.ProcessMeters;
import org.jiaoying.messaging.log.Topics;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.standalone.assemble.AssemblyPlan.Time;
import org.jiaoying.standalone.assemble.Parts.Starting;
import org.jiaoying.standalone.backtest.InForce;
import org.jiaoying.standalone.backtest.ask.AskSettings;
import org.jiaoying.standalone.backtest.ask.BacktestServer;
import org.jiaoying.stream.DetectionJobConfig;
import org.jiaoying.stream.EmbeddedJob;
import org.jiaoying.stream.host.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole system in one process, on embedded parts, as one {@link AssemblyPlan} says. Safe for use by several threads.
 *
 * <ol>
 *   <li>What keeps: Kafka, PostgreSQL, the store of history; and the phones.
 *   <li>What stands on them: the register, and the broker that asks it; the history; alerting with its rules and rosters;
 *       detection, when it can have rules and register.
 *   <li>The gateway: from here on readings are taken.
 * </ol>
 *
 * Closed in reverse; the data directory can be used again.
 */
public final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;
    private static final int PARALLELISM = 2;

    /** Told of each part that has started. From several threads; what it throws ends the start. */
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = part -> {};

        void started(String part);
    }

    private final AssemblyPlan plan;
    private final Parts parts;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompletableFuture<Access> access = new CompletableFuture<>();
    private final Starting<EmbeddedKafka> kafka;
    private final Starting<EmbeddedDatabase> database;
    private final Starting<Broker> broker;
    private final Starting<EmbeddedHistory> historyStore;
    private final Starting<Phones> phones;
    private final Starting<RegisterDesk> register;
    private final Starting<HistoryPart> history;
    private final Starting<BacktestServer> backtests;
    private final Starting<ServedAlerting> alerting;
    private final Starting<EmbeddedJob> detection;
    private final Starting<Gateway> gateway;

    private Assembly(AssemblyPlan plan, Progress progress) {
        this.plan = plan;
        this.parts = new Parts(progress::started);
        ProcessMeters.bind(meters);
        Path data = plan.data();

        kafka = parts.start("Kafka", () -> startKafka(data.resolve("kafka")));
        database = parts.start("PostgreSQL", () -> EmbeddedDatabase.start(data.resolve("database"), 0));
        historyStore = parts.start("QuestDB", () -> EmbeddedHistory.start(data.resolve("history"), 0, 0));
        phones = parts.start("短信与手机 SMS", () -> Phones.open(plan.ports().phones(), plan.clock(), plan.phones()));

        parts.nextTier();
        broker = parts.start("MQTT", () -> startBroker(data.resolve("broker")));
        register = parts.start("台账 register", this::openRegister);
        var follower = parts.start("台账副本 register's copy", this::followRegister);
        history = parts.start(
                "历史 history",
                () -> HistoryPart.start(
                        kafka(), historyStore.get(), follower.get().register(), meters));
        backtests = parts.start(
                "试算 backtests",
                () -> BacktestServer.start(
                        AskSettings.from(Map.of("JY_BACKTEST_HTTP_PORT", "0")),
                        history.get().archive(),
                        () -> InForce.of(kafka()),
                        meters));
        alerting = parts.start("预警 alerting", this::startAlerting);
        detection = parts.start("检测 detection", () -> startDetection(data.resolve("checkpoints")));

        parts.nextTier();
        gateway = parts.start("网关 gateway", () -> startGateway(follower.get()));
        if (plan.time() == Time.LIVE) {
            parts.start("手机时钟 phones' clock", () -> runner("phones", smsCenter()));
        }
        parts.awaitAll();
    }

    /**
     * Starts every part; returns when readings are taken.
     *
     * @throws RuntimeException saying which part did not start; then nothing of it runs
     */
    public static Assembly start(AssemblyPlan plan, Progress progress) {
        return new Assembly(plan, progress);
    }

    private static EmbeddedKafka startKafka(Path dir) {
        EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0);
        Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
        return kafka;
    }

    private Broker startBroker(Path dir) {
        @Nullable URI itself = plan.broker();
        if (itself != null) {
            return Broker.at(itself);
        }
        var embedded = EmbeddedBroker.start(dir, plan.ports().mqtt(), new AwaitedAccess(access));
        return new Broker(URI.create(embedded.url()), embedded);
    }

    private RegisterDesk openRegister() {
        RegisterDesk desk = RegisterDesk.open(database.get().jdbcUrl(), kafka(), plan.register(), plan.clock());
        access.complete(desk.access());
        return desk;
    }

    private ServedAlerting startAlerting() {
        var config = AlertingConfig.from(Map.of(
                "JY_ALERTING_INSTANCE", "alerting-1",
                "JY_ALERTING_LIVE", Boolean.toString(plan.time() == Time.LIVE),
                "JY_ALERTING_KAFKA", kafka(),
                "JY_ALERTING_DATABASE_HOST", database.get().host(),
                "JY_ALERTING_DATABASE_PORT", Integer.toString(database.get().port()),
                "JY_ALERTING_DATABASE", database.get().database(),
                "JY_ALERTING_DATABASE_USER", database.get().user(),
                "JY_ALERTING_SMPP", phones.get().smppAddress()));
        var http = HttpSettings.from(Map.of(
                "JY_HTTP_PORT",
                Integer.toString(plan.ports().http()),
                "JY_HTTP_MAP_OUTLINE",
                "demo",
                "JY_HTTP_HISTORY_URL",
                history.get().url(),
                "JY_HTTP_BACKTEST_URL",
                "http://127.0.0.1:" + backtests.get().port()));
        ServedAlerting served = ServedAlerting.start(config, http, plan.clock(), plan.wall(), meters);
        served.introduce(plan.accounts());
        served.alerting().load("roster", RosterFile.parse("roster", plan.roster()));
        served.alerting().loadRules("rules", plan.rules());
        return served;
    }

    /** It reads rules and register as they stand at its start: it judges no reading before it has them. */
    private EmbeddedJob startDetection(Path checkpoints) {
        register.get();
        alerting.get();
        Clock clock = Clock.handed(UUID.randomUUID().toString(), plan.clock());
        DetectionJobConfig config = DetectionJobConfig.local(kafka(), checkpoints, PARALLELISM);
        var figures = new FlinkFigures();
        EmbeddedJob job = EmbeddedJob.start(
                plan.time() == Time.BY_HAND ? config.replaying(clock) : config.on(clock), List.of(figures));
        meters.getPrometheusRegistry().register(figures);
        return job;
    }

    private RegisterFollower followRegister() {
        register.get();
        return new RegisterFollower(kafka());
    }

    /** Last of all: what it takes finds every part behind it. */
    private Gateway startGateway(RegisterFollower follower) throws InterruptedException {
        detection.get();
        GatewaySettings settings = GatewaySettings.from(Map.of(
                "JY_GATEWAY_BROKER", mqttUrl().toString(),
                "JY_GATEWAY_USER", RegisterDesk.GATEWAY_USER,
                "JY_GATEWAY_PASSWORD", register.get().gatewayPassword(),
                "JY_GATEWAY_KAFKA", kafka()));
        Gateway started = plan.time() == Time.LIVE
                ? Gateway.startLive(settings, follower.register(), plan.clock(), meters)
                : Gateway.start(settings, follower.register(), plan.clock(), meters);
        if (!started.awaitConnected(CONNECT_BOUND)) {
            started.close();
            throw new IllegalStateException("the gateway did not reach the broker");
        }
        return started;
    }

    private static AgendaRunner runner(String name, Agenda agenda) {
        return new AgendaRunner(name, agenda, failure -> LOG.error("{} did not do what was due", name, failure));
    }

    private String kafka() {
        return kafka.get().bootstrapServers();
    }

    public InstantSource clock() {
        return plan.clock();
    }

    /** Where devices send. */
    public URI mqttUrl() {
        return broker.get().url();
    }

    /** Where the console is, and under {@code api/v1} the API. */
    public URI consoleUrl() {
        return URI.create("http://127.0.0.1:" + alerting.get().port() + "/");
    }

    /** Where the phones are read and answered. */
    public URI phonesUrl() {
        return URI.create("http://127.0.0.1:" + phones.get().api().port() + "/");
    }

    public Gateway gateway() {
        return gateway.get();
    }

    public Alerting alerting() {
        return alerting.get().alerting();
    }

    public SmsCenter smsCenter() {
        return phones.get().center();
    }

    /** For whoever moves the clock: to be run in this order, again and again until nothing is due. */
    public List<Agenda> agendas() {
        return List.of(alerting().agenda(), smsCenter());
    }

    /** Records of the log that are not yet in the store of history; negative before the first were read. */
    public long historyLag() {
        return history.get().lag();
    }

    /** The store of history over the PostgreSQL protocol. */
    public String historyJdbcUrl() {
        return historyStore.get().jdbcUrl();
    }

    /** Bootstrap servers of the log. */
    public String logServers() {
        return kafka();
    }

    /** What every part counts. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    @Override
    public void close() {
        parts.close();
    }
}
