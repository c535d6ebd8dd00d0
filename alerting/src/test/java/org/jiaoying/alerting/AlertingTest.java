package org.jiaoying.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.HandClock;
import org.jiaoying.alerting.fixture.TestCenter;
import org.jiaoying.alerting.fixture.TestDatabase;
import org.jiaoying.alerting.intake.BreachFollower;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.store.Database;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Site;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of the whole of alerting: a real log, a real database, a real SMPP link; only the center is small. */
class AlertingTest {
    private static final int PARTITIONS = 3;
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path dir;

    private static EmbeddedKafka kafka;
    private static LogProducer log;
    private static TestCenter center;

    private final Database database = TestDatabase.fresh();
    private final Engine view = new Engine(database, new HandClock(Engine.START));

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Files.createDirectories(dir.resolve("kafka")), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @org.junit.jupiter.api.BeforeEach
    void freshTopics() throws Exception {
        try (var admin =
                org.apache.kafka.clients.admin.Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get(20, TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> admin.listTopics().names().get().isEmpty());
        }
        Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
        log = new LogProducer(kafka.bootstrapServers(), "test");
        center = new TestCenter(0);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        center.close();
        view.close();
    }

    @Test
    void aBreachBecomesATextAndTheAnswerStopsTheChase() throws Exception {
        register();
        try (Alerting alerting = alerting("one", true, InstantSource.system())) {
            await().atMost(SOON).until(() -> !alerting.smsConnected().isEmpty());
            breach("b1", 1, Change.OPENED, Level.ORANGE, Instant.now());
            await().atMost(SOON).until(() -> center.textsTo("8613800000001").size() == 1);
            assertThat(center.textsTo("8613800000001").get(0))
                    .startsWith("【叫应】橙色预警 北矿 ")
                    .contains("1.62%/限 1.5%");
            await().atMost(SOON).until(() -> view.rows("select state from call").equals(List.of("SUBMITTED")));
            for (String id : center.carrierIds.values()) {
                center.receipt(id, "DELIVRD");
            }
            assertThat(view.rows("select state from call")).containsExactly("DELIVERED");

            center.reply("8613800000001", "１");
            assertThat(view.rows("select state, acknowledged_by from warning"))
                    .containsExactly("ACKNOWLEDGED person:zhang");
            assertThat(view.rows("select state from call")).containsExactly("ANSWERED");

            center.reply("8613800000001", "2 已撤人12人");
            assertThat(view.rows("select kind, people_moved, done from feedback"))
                    .containsExactly("FIRST 12 已撤人12人");
            breach("b1", 2, Change.CLEARED, Level.ORANGE, Instant.now());
            await().atMost(SOON)
                    .until(() -> view.rows("select state from warning").equals(List.of("CLEARED_REPORTED")));
            center.reply("8613800000001", "2 风机已恢复，浓度正常");
            assertThat(view.rows("select state from warning")).containsExactly("CLOSED");
        }
    }

    @Test
    void anErrorOnTheThreadThatTakesBreachesDoesNotEndTheTaking() throws Exception {
        var failed = new AtomicBoolean();
        Runnable failsOnce = () -> {
            if (failed.compareAndSet(false, true)) {
                throw new OutOfMemoryError("once");
            }
        };
        try (var follower = new BreachFollower(
                kafka.bootstrapServers(), view.transactions, new OffsetStore(view.pool), view.taker, failsOnce)) {
            follower.start();
            breach("b1", 1, Change.OPENED, Level.YELLOW, Engine.START);
            await().atMost(SOON.multipliedBy(3)).untilTrue(failed);
            breach("b2", 1, Change.OPENED, Level.YELLOW, Engine.START);
            await().atMost(SOON.multipliedBy(3))
                    .until(() -> view.rows("select count(*) from breach").equals(List.of("2")));
        }
    }

    @Test
    void progressHoldsOnlyWhenAllThatPrecedesItIsCommittedAndRepeatsAreDropped() throws Exception {
        var clock = new HandClock(Engine.START);
        try (Alerting alerting = alerting("one", false, clock)) {
            for (int i = 0; i < 30; i++) {
                breach("b" + i, 1, Change.OPENED, Level.YELLOW, Engine.START);
                breach("b" + i, 1, Change.OPENED, Level.YELLOW, Engine.START);
            }
            log.appendTo(Topic.BREACHES, 0, "x", new byte[] {1, 2, 3});
            progress(Engine.START);
            await().atMost(SOON).until(() -> alerting.completeUntil().equals(java.util.Optional.of(Engine.START)));
            assertThat(view.rows("select count(*) from breach")).containsExactly("30");
            assertThat(view.rows("select count(*) from warning")).containsExactly("1");
            assertThat(view.rows("select topic, partition from parked_record")).containsExactly("breaches 0");
        }
        // What was taken stays taken: an instance that starts afterwards reads nothing again.
        try (Alerting again = alerting("two", false, clock)) {
            progress(Engine.START.plusSeconds(1));
            await().atMost(SOON)
                    .until(() -> again.completeUntil().equals(java.util.Optional.of(Engine.START.plusSeconds(1))));
            assertThat(view.rows("select count(*) from parked_record")).containsExactly("1");
        }
    }

    @Test
    void twoInstancesShareTheWorkAndOneThatDiesLosesNothing() throws Exception {
        Alerting first = alerting("one", true, InstantSource.system());
        try (Alerting second = alerting("two", true, InstantSource.system())) {
            await().atMost(SOON).until(() -> center.links() == 2);
            for (int i = 0; i < 40; i++) {
                breachAt("site-" + i, "b" + i, 1, Change.OPENED, Level.ORANGE, Instant.now());
                if (i == 20) {
                    first.close();
                }
            }
            // Sites without a chain: the duty officer is called about each.
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> center.textsTo("8613800000009").size() >= 40);
            assertThat(view.rows("select count(*), count(distinct site) from warning"))
                    .containsExactly("40 40");
            assertThat(center.texts.stream().map(TestCenter.Text::key).distinct())
                    .hasSize(40);
            assertThat(center.texts).hasSize(40);
        }
    }

    @Test
    void whatGatewaysRefuseIsCountedAndSampled() throws Exception {
        try (Alerting alerting = alerting("one", false, new HandClock(Engine.START))) {
            for (int i = 0; i < 50; i++) {
                log.append(
                        Topic.REJECTS,
                        "demo-mine",
                        RejectCodec.encode(new Reject(
                                "demo-mine", "jy/v1/x", Engine.START, RejectCode.BAD_JSON, "not JSON", "\u0000{")));
            }
            log.append(Topic.REJECTS, "x", new byte[] {9, 9});
            await().atMost(SOON)
                    .until(() ->
                            view.rows("select sum(count) from reject_count").equals(List.of("50")));
            assertThat(view.rows("select enterprise, code, day from reject_count"))
                    .containsExactly("demo-mine bad-json 2026-03-01");
            await().atMost(SOON)
                    .until(() -> view.rows("select topic from parked_record").equals(List.of("rejects")));
            assertThat(alerting.progress()).isEmpty();
        }
    }

    private Alerting alerting(String instance, boolean live, InstantSource clock) {
        var config = AlertingConfig.from(Map.of(
                "JY_ALERTING_INSTANCE", instance,
                "JY_ALERTING_LIVE", Boolean.toString(live),
                // Each text is counted here; how they are gathered in a flood is another test.
                "JY_ALERTING_GATHER", "false",
                "JY_ALERTING_KAFKA", kafka.bootstrapServers(),
                "JY_ALERTING_DATABASE_PORT", Integer.toString(database.port()),
                "JY_ALERTING_DATABASE", database.name(),
                "JY_ALERTING_SMPP", "jiaoying:secret@127.0.0.1:" + center.port()));
        Alerting alerting = Alerting.start(config, clock);
        alerting.load("test.yaml", RosterFile.parse("test.yaml", Engine.ROSTER));
        return alerting;
    }

    private static void register() {
        var site = new Site(
                new SiteKey("demo-mine", "north"),
                new Text("北矿", "North mine"),
                "coal-mine",
                java.time.ZoneId.of("Asia/Shanghai"),
                "140000",
                Attributes.NONE,
                List.of(),
                List.of());
        log.append(Topic.REGISTER, site.entryKey(), RegisterCodec.encode(1, site))
                .join();
    }

    private void breach(String id, int revision, Change change, Level level, Instant at) {
        breachAt("north", id, revision, change, level, at);
    }

    private void breachAt(String site, String id, int revision, Change change, Level level, Instant at) {
        view.clock.set(at);
        BreachTransition step = view.step("demo-mine/" + site + "/gas-1", id, revision, change, level, false);
        log.append(Topic.BREACHES, "demo-mine/" + site, BreachCodec.encode(new BreachEntry.Transition(step)))
                .join();
    }

    private static void progress(Instant until) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            log.appendTo(Topic.BREACHES, partition, "progress", BreachCodec.encode(new BreachEntry.Progress(until)))
                    .join();
        }
    }
}
