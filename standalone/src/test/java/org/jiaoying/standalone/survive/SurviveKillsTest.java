package org.jiaoying.standalone.survive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.jiaoying.embedded.EmbeddedDatabase;
import org.jiaoying.embedded.EmbeddedHistory;
import org.jiaoying.embedded.Ports;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.phones.PhoneView;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.jiaoying.stream.DetectionJobConfig;
import org.jiaoying.stream.cluster.FlinkCluster;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.host.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under a steady stream whose every reading and breach is known, each part is killed as a machine dies (SIGKILL) and started
 * again: the gateway, a TaskManager, the JobManager, alerting, Kafka, the MQTT broker. Then every reading is in the store once,
 * every breach and warning exists once, and nobody was called twice for one attempt.
 */
class SurviveKillsTest {
    private static final int SITES = 120;
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int TICKS_PER_EPISODE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LATENESS = Duration.ofMinutes(5);
    private static final String MAIN = "org.jiaoying.standalone.cli.Main";
    private static final String ACCOUNT = "jiaoying";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final int kafkaPort = Ports.free();
    private final int brokerPort = Ports.free();
    private final List<ChildJvm> children = new ArrayList<>();

    SurviveKillsTest() throws IOException {}

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whateverPartIsKilledNothingIsLostAndNothingIsDoneTwice() throws Exception {
        try (var database = EmbeddedDatabase.start(directory.resolve("database"), 0);
                var store = EmbeddedHistory.start(directory.resolve("store"), 0, 0);
                var center = phones();
                var phonesRunner = new PhonesRunner(center)) {
            ChildJvm.Start kafka = kafka();
            ChildJvm.Start broker = broker();
            ChildJvm kafkaJvm = ready(kafka);
            ChildJvm brokerJvm = ready(broker);
            ChildJvm gatewayJvm = ready(gateway(1, database));
            ready(gateway(2, database));
            ready(history(store));
            ChildJvm alertingJvm = ready(alerting(1, database, center));
            ready(alerting(2, database, center));

            try (var cluster = FlinkCluster.start(directory.resolve("flink"), 2, Ports::free)) {
                int firstTaskManager = cluster.startTaskManager();
                cluster.startTaskManager();
                JobID job = cluster.submit(detection(), null);

                try (var stream = new KnownStream(link(), SurvivingSites.ENTERPRISE, SITES)) {
                    stream.start(PERIOD, TICKS_PER_EPISODE);
                    awaitEpisodes(stream, 6);

                    gatewayJvm.kill();
                    awaitMoreEpisodes(stream);
                    ready(gateway(1, database));
                    awaitMoreEpisodes(stream);

                    cluster.killTaskManager(firstTaskManager);
                    cluster.startTaskManager();
                    cluster.awaitRunning(job);
                    awaitMoreEpisodes(stream);

                    cluster.killJobManager();
                    cluster.startJobManager();
                    cluster.awaitRunning(job);
                    awaitMoreEpisodes(stream);

                    alertingJvm.kill();
                    awaitMoreEpisodes(stream);
                    ready(alerting(1, database, center));
                    awaitMoreEpisodes(stream);

                    kafkaJvm.kill();
                    awaitMoreEpisodes(stream);
                    ready(kafka);
                    awaitMoreEpisodes(stream);

                    brokerJvm.kill();
                    awaitMoreEpisodes(stream);
                    ready(broker);
                    awaitMoreEpisodes(stream);

                    stream.finish(PATIENCE);
                    check(stream, database, store, center);
                }
            }
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    private void check(KnownStream stream, EmbeddedDatabase database, EmbeddedHistory store, SmsCenter center)
            throws SQLException {
        String storeUrl = "jdbc:postgresql://127.0.0.1:" + store.pgPort() + "/" + EmbeddedHistory.DATABASE + "?user="
                + EmbeddedHistory.USER + "&password=" + EmbeddedHistory.PASSWORD;
        try (Connection readings = DriverManager.getConnection(storeUrl);
                Connection alerting = DriverManager.getConnection(database.jdbcUrl())) {
            Awaitility.await("every reading in the store, of " + stream.generated())
                    .atMost(PATIENCE)
                    .until(
                            () -> count(readings, "select count() from readings"),
                            stored -> stored >= stream.generated());
            Awaitility.await("every breach cleared, of " + stream.episodes())
                    .atMost(PATIENCE)
                    .until(
                            () -> count(alerting, "select count(*) from alerting.breach where not open"),
                            cleared -> cleared >= stream.episodes());
            Awaitility.await("a text for every warning, of " + stream.episodes())
                    .atMost(PATIENCE)
                    .until(() -> texts(center), texts -> texts >= stream.episodes());

            long stored = count(readings, "select count() from readings");
            long distinct = count(
                    readings,
                    "select count() from (select distinct enterprise, site, device, point, timestamp from readings)");
            long breaches = count(alerting, "select count(*) from alerting.breach");
            long warnings = count(alerting, "select count(*) from alerting.warning");
            long calls = count(alerting, "select count(*) from alerting.call");
            System.out.printf(
                    Locale.ROOT,
                    "Survived the kills: %d readings sent (%d publications repeated), %d stored, %d distinct;"
                            + " %d breaches expected, %d found; %d warnings; %d calls; %d texts on phones, at most %d on one%n",
                    stream.generated(),
                    stream.retried(),
                    stored,
                    distinct,
                    stream.episodes(),
                    breaches,
                    warnings,
                    calls,
                    texts(center),
                    mostTexts(center));
            assertThat(stored).isEqualTo(stream.generated());
            assertThat(distinct).isEqualTo(stream.generated());
            assertThat(breaches).isEqualTo(stream.episodes());
            assertThat(warnings).isEqualTo(stream.episodes());
            assertThat(calls).isEqualTo(stream.episodes());
            assertThat(texts(center)).isEqualTo(stream.episodes());
            assertThat(mostTexts(center)).isEqualTo(1);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static long texts(SmsCenter center) {
        return center.phones().stream()
                .mapToLong(phone -> phone.messages().size())
                .sum();
    }

    private static int mostTexts(SmsCenter center) {
        return center.phones().stream()
                .map(PhoneView::messages)
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    private static void awaitMoreEpisodes(KnownStream stream) {
        awaitEpisodes(stream, stream.episodes() + 5);
    }

    private static void awaitEpisodes(KnownStream stream, int episodes) {
        Awaitility.await("the stream to go on").atMost(PATIENCE).until(() -> stream.episodes() >= episodes);
    }

    // --------------------------------------------------------------------------------------------------- the parts

    private ChildJvm ready(ChildJvm.Start start) {
        var child = ChildJvm.start(start, directory);
        children.add(child);
        return child.awaitReady();
    }

    private ChildJvm.Start kafka() {
        return new ChildJvm.Start(
                "kafka",
                "512m",
                MAIN,
                List.of(
                        "kafka",
                        "--port",
                        "" + kafkaPort,
                        "--partitions",
                        "4",
                        "--data",
                        directory.resolve("kafka").toString()),
                Map.of(),
                "kafka ");
    }

    private ChildJvm.Start broker() {
        return new ChildJvm.Start(
                "broker",
                "512m",
                MAIN,
                List.of(
                        "broker",
                        "--port",
                        "" + brokerPort,
                        "--data",
                        directory.resolve("broker").toString()),
                Map.of(),
                "broker ");
    }

    private ChildJvm.Start gateway(int number, EmbeddedDatabase database) throws IOException {
        Path register = directory.resolve("register.yaml");
        Files.writeString(register, SurvivingSites.register(SITES));
        return new ChildJvm.Start(
                "gateway-" + number,
                "192m",
                "org.jiaoying.ingest.GatewayMain",
                List.of(),
                Map.of(
                        "JY_GATEWAY_ID",
                        "gateway-" + number,
                        "JY_GATEWAY_BROKER",
                        "tcp://127.0.0.1:" + brokerPort,
                        "JY_GATEWAY_KAFKA",
                        kafkaAddress(),
                        "JY_GATEWAY_TOPIC_PARTITIONS",
                        "0",
                        "JY_GATEWAY_LATENESS",
                        LATENESS.toString(),
                        "JY_GATEWAY_HTTP_PORT",
                        "0",
                        "JY_GATEWAY_REGISTER_JDBC_URL",
                        number == 1 ? database.jdbcUrl() : "",
                        "JY_GATEWAY_REGISTER_FILE",
                        number == 1 ? register.toString() : ""),
                "takes messages");
    }

    private ChildJvm.Start history(EmbeddedHistory store) {
        return new ChildJvm.Start(
                "history",
                "192m",
                "org.jiaoying.ingest.HistoryMain",
                List.of(),
                Map.of(
                        "JY_HISTORY_KAFKA",
                        kafkaAddress(),
                        "JY_HISTORY_URL",
                        store.httpUrl(),
                        "JY_HISTORY_QUESTDB_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:" + store.pgPort() + "/" + EmbeddedHistory.DATABASE + "?user="
                                + EmbeddedHistory.USER + "&password=" + EmbeddedHistory.PASSWORD,
                        "JY_HISTORY_HTTP_PORT",
                        "0"),
                "is written");
    }

    private ChildJvm.Start alerting(int number, EmbeddedDatabase database, SmsCenter center) throws IOException {
        Path roster = Files.writeString(directory.resolve("roster.yaml"), SurvivingSites.roster(SITES));
        Path rules = Files.writeString(directory.resolve("rules.yaml"), SurvivingSites.RULES);
        return new ChildJvm.Start(
                "alerting-" + number,
                "192m",
                "org.jiaoying.alerting.AlertingMain",
                List.of(),
                Map.of(
                        "JY_ALERTING_INSTANCE",
                        "alerting-" + number,
                        "JY_ALERTING_KAFKA",
                        kafkaAddress(),
                        "JY_ALERTING_DATABASE_HOST",
                        database.host(),
                        "JY_ALERTING_DATABASE_PORT",
                        "" + database.port(),
                        "JY_ALERTING_DATABASE",
                        database.database(),
                        "JY_ALERTING_DATABASE_USER",
                        database.user(),
                        "JY_ALERTING_SMPP",
                        ACCOUNT + ":" + ACCOUNT + "@127.0.0.1:" + center.smppPort(),
                        "JY_ALERTING_ROSTERS",
                        roster.toString(),
                        "JY_ALERTING_RULE_PACKS",
                        rules.toString(),
                        "JY_HTTP_PORT",
                        "0"),
                "serves on");
    }

    /** As late as the gateways take it: what waited for a part that was dead is still judged. */
    private DetectionJobConfig detection() {
        return new DetectionJobConfig(
                kafkaAddress(),
                2,
                Duration.ofSeconds(2),
                new ReorderBound(LATENESS.toMillis(), 2_000),
                Duration.ofSeconds(1),
                directory.resolve("checkpoints").toUri().toString(),
                Clock.SYSTEM);
    }

    private SmsCenter phones() throws IOException {
        var center = new SmsCenter(SmsCenterSettings.forAccount(ACCOUNT, ACCOUNT), InstantSource.system());
        var answer = new Behaviour.Answers(List.of(new Behaviour.Answer(Duration.ofSeconds(1), "1 {code}")));
        for (int site = 0; site < SITES; site++) {
            center.put(SurvivingSites.phone(site), KnownStream.site(site), answer);
        }
        return center;
    }

    private MqttLink link() throws InterruptedException {
        MqttLink link = MqttLink.open(MqttLinkOptions.to(URI.create("tcp://127.0.0.1:" + brokerPort), "known-stream")
                .credentials(SurvivingSites.ENTERPRISE, SurvivingSites.ENTERPRISE)
                .build());
        assertThat(link.awaitConnected(Duration.ofSeconds(20))).isTrue();
        return link;
    }

    private String kafkaAddress() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Lets receipts and answers happen when they fall due. */
    private record PhonesRunner(SmsCenter center, ScheduledExecutorService thread) implements AutoCloseable {
        PhonesRunner(SmsCenter center) {
            this(center, Executors.newSingleThreadScheduledExecutor());
            thread.scheduleWithFixedDelay(center::runDue, 50, 50, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
