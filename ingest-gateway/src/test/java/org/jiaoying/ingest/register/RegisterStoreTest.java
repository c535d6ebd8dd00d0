package org.jiaoying.ingest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.embedded.EmbeddedDatabase;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.ingest.TestRegister;
import org.jiaoying.ingest.register.store.RegisterPublisher;
import org.jiaoying.ingest.register.store.RegisterStore;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.messaging.log.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterStoreTest {
    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;
    private static EmbeddedKafka kafka;
    private static LogProducer producer;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(directory.resolve("pg"), 0);
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        Topics.create(kafka.bootstrapServers(), 2, (short) 1);
        producer = new LogProducer(kafka.bootstrapServers(), "test");
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
        database.close();
    }

    /** One story, since the parts keep what was written. */
    @Test
    void theRegisterIsWrittenPublishedFollowedChangedAndRemoved() throws Exception {
        RegisterStore store = RegisterStore.open(database.jdbcUrl());
        var publisher = new RegisterPublisher(store, producer);
        RegisterFile file = TestRegister.file();

        assertThat(store.load(file)).isEqualTo(file.entries().size());
        assertThat(store.load(file)).as("the same file again changes nothing").isZero();
        assertThat(store.entries()).containsExactlyElementsOf(file.entries());
        assertThat(publisher.publishChanges()).isEqualTo(file.entries().size());
        assertThat(publisher.publishChanges()).isZero();

        try (var follower = new RegisterFollower(kafka.bootstrapServers());
                var second = new RegisterFollower(kafka.bootstrapServers())) {
            Register register = follower.register();
            assertThat(register.deviceCount()).isEqualTo(4);
            assertThat(register.device("mine/north/gas-1").device())
                    .isEqualTo(deviceOf(file, "device:mine/north/gas-1"));
            assertThat(register.site("mine/north").zones()).hasSize(1);

            store.put(new Enterprise("mine", new Text("新名", "New name")));
            publisher.publishChanges();
            for (Register each : List.of(register, second.register())) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> each.enterprise("mine").name().en().equals("New name"));
            }

            assertThat(publisher.publishAll()).isEqualTo(file.entries().size());
            assertThat(register.enterprise("mine").name().en()).isEqualTo("New name");

            store.remove("site:mine/north");
            assertThat(publisher.publishChanges()).isEqualTo(4);
            await().atMost(Duration.ofSeconds(10)).until(() -> register.deviceCount() == 1);
            assertThat(register.site("mine/north")).isNull();
            assertThat(register.enterprise("mine")).isNotNull();
        }
        assertThat(store.load(file)).as("what was removed is written again").isEqualTo(5);
        credentialsAreKeptApartAndIntroducedOnce(store, file);
        changesOfManyAtOnceArePublishedInTheOrderOfTheirVersions(store, publisher);
    }

    private static RegisterEntry deviceOf(RegisterFile file, String key) {
        return file.entries().stream()
                .filter(entry -> entry.entryKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void credentialsAreKeptApartAndIntroducedOnce(RegisterStore store, RegisterFile file) {
        var credentials = new Credentials(store::credentials, InstantSource.system());
        assertThat(credentials.verify("mine", bytes("mine-secret"))).isTrue();
        assertThat(credentials.find("mine").enterprise()).isEqualTo("mine");

        store.setPassword("mine", "mine", "changed");
        store.setPassword("gateway", null, "gw");
        store.load(file);
        credentials.refresh();

        assertThat(credentials.verify("mine", bytes("changed"))).isTrue();
        assertThat(credentials.verify("mine", bytes("mine-secret"))).isFalse();
        assertThat(credentials.verify("gateway", bytes("gw"))).isTrue();
        assertThat(credentials.find("gateway").enterprise()).isNull();
        store.remove("enterprise:slope");
        credentials.refresh();
        assertThat(credentials.find("slope")).isNull();
    }

    private static void changesOfManyAtOnceArePublishedInTheOrderOfTheirVersions(
            RegisterStore store, RegisterPublisher publisher) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var published = new CopyOnWriteArrayList<LogRecord>();
        try (var ignored = new TableReader(kafka.bootstrapServers(), Topic.REGISTER, published::add)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                work.add(() -> {
                    for (int i = 0; i < 20; i++) {
                        store.put(new Enterprise("busy", Text.same(number + "-" + i)));
                        publisher.publishChanges();
                    }
                    return 0;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            Text last = ((Enterprise) store.entries().stream()
                            .filter(entry -> entry.entryKey().equals("enterprise:busy"))
                            .findFirst()
                            .orElseThrow())
                    .name();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(published.get(published.size() - 1).value())
                                    .asString(StandardCharsets.UTF_8)
                                    .contains(last.zh()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
