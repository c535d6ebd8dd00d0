package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private Served served;

    @BeforeEach
    void serve() {
        served = Served.fresh();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void breach(String breach, int revision, Change change, Level level) {
        served.engine.take(breach, revision, change, level);
        served.engine.pass(Duration.ZERO);
    }

    private static List<String> types(StreamClient client) {
        return client.events().stream().map(StreamClient.Event::type).toList();
    }

    @Test
    @DisplayName("After the snapshot's mark each step comes once, with growing numbers, and heartbeats between")
    void stepsComeInOrder() {
        try (var client = StreamClient.of(served, Served.OFFICER)) {
            await().atMost(BOUND).until(() -> types(client).equals(List.of("snapshot")));
            breach("b1", 1, Change.OPENED, Level.ORANGE);
            breach("b1", 2, Change.RAISED, Level.RED);
            served.acknowledge("gas", "zhang", "by phone");

            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(types(client))
                            .containsSubsequence("snapshot", "opened", "called", "raised", "acknowledged"));
            assertThat(client.events().stream().map(StreamClient.Event::id))
                    .isSorted()
                    .doesNotHaveDuplicates();
            await().atMost(BOUND).until(() -> !client.comments().isEmpty());
        }
    }

    @Test
    @DisplayName("What becomes of a call is told too, as a step of its warning")
    void callsAreTold() {
        breach("b1", 1, Change.OPENED, Level.ORANGE);
        try (var client = StreamClient.of(served, Served.OFFICER)) {
            await().atMost(BOUND).until(() -> types(client).equals(List.of("snapshot")));
            String call = served.engine.rows("select id from call").get(0);
            record("call.submitted", call);

            await().atMost(BOUND).until(() -> types(client).equals(List.of("snapshot", "submitted")));
            assertThat(client.events().get(1).warning())
                    .isEqualTo(served.engine.rows("select id from warning").get(0));
        }
    }

    private void record(String action, String subject) {
        Engine.await(served.engine.transactions.run(work -> {
            work.record(Actor.part("test"), action, subject, new JsonObject());
            return Future.succeededFuture();
        }));
    }

    @Test
    @DisplayName("After a drop what was missed is told first, without a snapshot and without a repeat")
    void aDroppedReaderResumes() {
        long seen;
        try (var client = StreamClient.of(served, Served.OFFICER)) {
            breach("b1", 1, Change.OPENED, Level.ORANGE);
            await().atMost(BOUND).until(() -> types(client).contains("called"));
            seen = client.events().get(client.events().size() - 1).id();
        }
        breach("b1", 2, Change.RAISED, Level.RED);

        try (var again = StreamClient.after(served, Served.OFFICER, seen)) {
            await().atMost(BOUND).until(() -> types(again).contains("called"));
            assertThat(types(again)).contains("raised").doesNotContain("snapshot", "opened");
            assertThat(again.events()).allMatch(event -> event.id() > seen);
        }
    }

    @Test
    @DisplayName("Who missed too much, or knows numbers that were never given, is told to read everything anew")
    void tooMuchMissed() {
        breach("b1", 1, Change.OPENED, Level.ORANGE);
        served.engine.execute("""
                with lines as (select h.seq + n as seq from audit_head h, generate_series(1, 1100) n)
                insert into audit (seq, at, actor, action, subject, detail, prev_hash, hash)
                select seq, now(), 'part:test', 'warning.changed', (select id from warning), '{}', '', '' from lines""");
        served.engine.execute("update audit_head set seq = seq + 1100");

        try (var late = StreamClient.after(served, Served.OFFICER, 0);
                var wild = StreamClient.after(served, Served.OFFICER, 1_000_000)) {
            await().atMost(BOUND)
                    .until(() -> !late.events().isEmpty() && !wild.events().isEmpty());
            assertThat(types(late).get(0)).isEqualTo("snapshot");
            assertThat(types(wild).get(0)).isEqualTo("snapshot");
        }
    }

    @Test
    @DisplayName("Each reader is told only what they may see")
    void readersSeeTheirOwn() {
        try (var mine = StreamClient.of(served, Served.MINE);
                var slope = StreamClient.of(served, Served.SLOPE);
                var zhang = StreamClient.of(served, Served.ZHANG)) {
            await().atMost(BOUND)
                    .until(() -> !mine.events().isEmpty()
                            && !slope.events().isEmpty()
                            && !zhang.events().isEmpty());
            breach("b1", 1, Change.OPENED, Level.ORANGE);
            served.engine.take(served.engine.step("demo-slope/east/gnss-1", "s1", 1, Change.OPENED, Level.RED, false));

            await().atMost(BOUND)
                    .until(() -> types(mine).contains("opened") && types(slope).contains("opened"));
            await().atMost(BOUND).until(() -> types(zhang).contains("opened"));
            String mineWarning = mine.events().get(1).warning();
            assertThat(mine.events().stream().skip(1))
                    .allMatch(event -> event.warning().equals(mineWarning));
            assertThat(slope.events().stream().skip(1))
                    .noneMatch(event -> event.warning().equals(mineWarning));
            assertThat(zhang.events().stream().skip(1))
                    .allMatch(event -> event.warning().equals(mineWarning));
        }
    }

    @Test
    @DisplayName("Two instances tell the same steps under the same numbers, whichever did them")
    void twoInstances() {
        try (var beside = served.beside();
                var here = StreamClient.of(served, Served.OFFICER);
                var there = StreamClient.of(beside, Served.OFFICER)) {
            await().atMost(BOUND)
                    .until(() -> !here.events().isEmpty() && !there.events().isEmpty());
            breach("b1", 1, Change.OPENED, Level.ORANGE);
            beside.acknowledge("gas", "li", "by phone");

            await().atMost(BOUND)
                    .until(() ->
                            types(here).contains("acknowledged") && types(there).contains("acknowledged"));
            assertThat(here.events().stream()
                            .skip(1)
                            .map(StreamClient.Event::id)
                            .toList())
                    .isEqualTo(there.events().stream()
                            .skip(1)
                            .map(StreamClient.Event::id)
                            .toList());
        }
    }

    @Test
    @DisplayName("Who may not read any more is dropped at the next heartbeat")
    void aShutAccountIsDropped() {
        try (var client = StreamClient.of(served, Served.OFFICER)) {
            await().atMost(BOUND).until(() -> !client.events().isEmpty());
            served.engine.execute("update account set active = false where login = 'officer'");
            await().atMost(BOUND).until(client::ended);
        }
    }

    @Test
    @DisplayName("Who does not take what is sent is dropped, and the others are told on")
    void aSlowReaderIsDropped() throws IOException {
        // A long name makes every event large.
        served.rename("site:demo-mine/north", "长".repeat(100_000));
        try (var slow = new Socket("127.0.0.1", port());
                var quick = StreamClient.of(served, Served.OFFICER)) {
            slow.setReceiveBufferSize(4_096);
            String pair = Base64.getEncoder().encodeToString("officer:officer".getBytes(StandardCharsets.UTF_8));
            slow.getOutputStream()
                    .write(("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + pair + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            await().atMost(BOUND).until(() -> readers() == 2);

            breach("b1", 1, Change.OPENED, Level.ORANGE);
            for (int i = 2; i < 60 && readers() == 2; i++) {
                breach("b1", i, i % 2 == 0 ? Change.RAISED : Change.LOWERED, i % 2 == 0 ? Level.RED : Level.ORANGE);
            }

            await().atMost(BOUND).until(() -> readers() == 1);
            assertThat(quick.ended()).isFalse();
            assertThat(types(quick)).contains("opened");
        }
    }

    private int port() {
        return Integer.parseInt(served.url().substring(served.url().lastIndexOf(':') + 1));
    }

    private int readers() {
        String figures = served.get("/metrics").as(Served.ADMIN).send().body();
        return figures.lines()
                .filter(line -> line.startsWith("jiaoying_http_live_readers"))
                .map(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
