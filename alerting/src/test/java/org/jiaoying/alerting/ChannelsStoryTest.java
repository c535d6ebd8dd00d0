package org.jiaoying.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.StandIn;
import org.jiaoying.alerting.notify.aliyun.AliyunEntrances;
import org.jiaoying.alerting.notify.aliyun.AliyunPushes;
import org.jiaoying.alerting.notify.aliyun.AliyunSettings;
import org.jiaoying.alerting.notify.aliyun.AliyunVoice;
import org.jiaoying.alerting.notify.door.Door;
import org.jiaoying.alerting.notify.door.DoorSettings;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A spoken call from the outbox over Aliyun to a phone, and what is pressed there back through the door, on a real database. */
class ChannelsStoryTest {
    private static final String TOKEN = "a-token-of-twenty-four-characters";

    private final Engine engine = Engine.fresh();
    private final StandIn aliyun = new StandIn();
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AliyunVoice voice = new AliyunVoice(new AliyunSettings(
            "id",
            "secret",
            "127.0.0.1:" + aliyun.port(),
            false,
            "",
            "T",
            "",
            "G",
            Duration.ofSeconds(10),
            Rate.perSecond(9)));
    private final Receipts receipts = new Receipts(
            engine.transactions, new ReceiptStore(), engine.outbox, engine.calls, engine.warnings, engine.escalation);
    private final ReplyTaker replies =
            new ReplyTaker(engine.transactions, new ReplyStore(), engine.warnings, engine.outbox, engine.answers);
    private final Dispatcher dispatcher = new Dispatcher(
            engine.transactions,
            engine.clock,
            engine.outbox,
            engine.calls,
            receipts,
            voice,
            "one",
            new Figures(meters));
    private Door door;

    @BeforeEach
    void open() {
        aliyun.answer =
                (request, seen) -> request.response().end("{\"Code\":\"OK\",\"CallId\":\"c1\",\"RequestId\":\"r\"}");
        var inbox = new Inbox() {
            @Override
            public CompletionStage<Void> receipt(Receipt receipt) {
                return receipts.take(receipt).toCompletionStage();
            }

            @Override
            public CompletionStage<Void> text(IncomingText text) {
                return replies.take(text).toCompletionStage();
            }
        };
        var pushes = new AliyunPushes(inbox, key -> engine.transactions.run(work -> engine.outbox.codeOf(work, key)));
        door = new Door(vertx, new DoorSettings("127.0.0.1", 0, TOKEN), AliyunEntrances.of(pushes), meters);
        door.start();
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.execute("update outbox set channel = 'voice'");
        engine.execute("update call set channel = 'voice'");
        dispatcher.runDue().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        door.close();
        voice.close();
        aliyun.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        engine.close();
    }

    @Test
    void aKeyIsAnAnswerAndTheSamePushAgainIsNothing() throws Exception {
        assertThat(engine.rows("select state from outbox")).containsExactly("SUBMITTED");
        String key = engine.rows("select id from outbox").get(0);
        String push =
                "[{\"call_id\":\"c1\",\"callee\":\"13800000001\",\"status_code\":\"200000\",\"dtmf\":\"1\",\"out_id\":\""
                        + key + "\"}]";
        assertThat(push(TOKEN, push).statusCode()).isEqualTo(200);
        assertThat(push(TOKEN, push).statusCode()).isEqualTo(200);
        assertThat(engine.rows("select state from warning")).containsExactly("ACKNOWLEDGED");
        assertThat(engine.rows("select state from call")).containsExactly("ANSWERED");
        assertThat(engine.rows("select via, count(*) from response group by 1")).containsExactly("voice 1");
    }

    @Test
    void aCompletedCallWithoutAKeyIsNoContactAndTheNextTierIsCalled() throws Exception {
        assertThat(push(
                                TOKEN,
                                "[{\"call_id\":\"c1\",\"callee\":\"13800000001\",\"status_code\":\"200000\",\"duration\":\"30\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
        assertThat(engine.rows("select state, failure_reason from call where person_id = 'zhang'"))
                .containsExactly("FAILED NO KEY 200000");
        assertThat(engine.rows("select count(*) > 1 from call")).containsExactly("true");
    }

    @Test
    void whoHasNotTheTokenSeesNothingAndRubbishIsRefused() throws Exception {
        for (String wrong : List.of("wrong", "a-token-of-twenty-four-characters2", "%2e%2e")) {
            assertThat(push(wrong, "[]").statusCode()).isEqualTo(404);
        }
        assertThat(push(TOKEN, "{").statusCode()).isEqualTo(400);
        assertThat(push(TOKEN, "x".repeat(600_000)).statusCode()).isEqualTo(413);
        assertThat(engine.rows("select * from receipt")).isEmpty();
    }

    @Test
    void whatBecameOfTextsIsCountedByChannel() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Optional.ofNullable(meters.find("jiaoying.channel.texts")
                                        .tags("channel", "voice", "outcome", "submitted")
                                        .counter())
                                .map(counter -> counter.count()))
                        .contains(1.0));
    }

    private HttpResponse<String> push(String token, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + door.port() + "/t/" + token + "/aliyun/voice/calls");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(20))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
