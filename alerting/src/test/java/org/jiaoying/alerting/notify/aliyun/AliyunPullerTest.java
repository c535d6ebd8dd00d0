package org.jiaoying.alerting.notify.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.HandClock;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from Aliyun's queues, against a stand-in of them. */
class AliyunPullerTest {
    private static final String REPLY = """
            {"phone_number":"13800000001","send_time":"2026-03-01 08:00:09","content":"1 4821","sequence_id":1234567}""";

    private final AliyunQueueApi api = new AliyunQueueApi();
    private final HandClock clock = new HandClock(Engine.START);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<IncomingText> texts = new ArrayList<>();
    private boolean failing;
    private final AliyunPushes pushes = new AliyunPushes(
            new Inbox() {
                @Override
                public CompletionStage<Void> receipt(Receipt receipt) {
                    receipts.add(receipt);
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public CompletionStage<Void> text(IncomingText text) {
                    texts.add(text);
                    return failing
                            ? CompletableFuture.failedFuture(new IllegalStateException("the database is away"))
                            : CompletableFuture.completedFuture(null);
                }
            },
            key -> Future.succeededFuture(Optional.of("4821")));
    private final AliyunPuller puller = new AliyunPuller(
            api.server.vertx(),
            api.settings(),
            new WebCaller(api.server.vertx(), true, Duration.ofSeconds(3)),
            clock,
            pushes,
            meters);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void repliesReceiptsAndKeysAreTakenAndDeletedAndAreThoseOfThePush() {
        api.put(AliyunQueueApi.REPLIES, REPLY);
        api.put(AliyunQueueApi.RECEIPTS, "{\"biz_id\":\"b1\",\"success\":true}");
        api.put(
                AliyunQueueApi.CALLS,
                "{\"call_id\":\"c1\",\"callee\":\"13800000002\",\"dtmf\":\"2\",\"out_id\":\"k\"}");
        run();
        pushes.replies("[" + REPLY + "]");
        assertThat(texts).hasSize(3);
        assertThat(texts)
                .filteredOn(text -> text.channel().equals("sms"))
                .as("by its key the push of the same reply is a repeat")
                .hasSize(2)
                .extracting(IncomingText::carrierKey)
                .containsOnly("aliyun-sms/1234567");
        assertThat(texts)
                .filteredOn(text -> text.channel().equals("voice"))
                .extracting(IncomingText::text)
                .containsExactly("2 4821");
        assertThat(receipts).extracting(Receipt::carrierId).containsExactlyInAnyOrder("b1", "c1");
        assertThat(api.left()).isZero();
        assertThat(api.rights).as("one right for each queue, kept").hasValue(3);
    }

    @Test
    void aLongQueueIsEmptiedInOneRunAndThenRests() {
        for (int i = 0; i < 30; i++) {
            api.put(AliyunQueueApi.REPLIES, REPLY.replace("1234567", Integer.toString(i)));
        }
        run();
        assertThat(texts).hasSize(30);
        assertThat(puller.nextDue().toCompletableFuture().join())
                .contains(clock.instant().plusSeconds(5));
    }

    @Test
    void whatIsNotSafeIsNotDeletedAndComesAgain() {
        api.put(AliyunQueueApi.REPLIES, REPLY);
        failing = true;
        run();
        assertThat(api.left()).isEqualTo(1);
        failing = false;
        again();
        assertThat(texts).extracting(IncomingText::carrierKey).containsOnly("aliyun-sms/1234567");
        assertThat(api.left()).isZero();
    }

    @Test
    void whatCouldNotBeDeletedComesAgainUnderTheSameKey() {
        api.put(AliyunQueueApi.REPLIES, REPLY);
        api.deletesFail = true;
        run();
        api.deletesFail = false;
        again();
        assertThat(texts).hasSize(2).extracting(IncomingText::carrierKey).containsOnly("aliyun-sms/1234567");
        assertThat(api.left()).isZero();
    }

    @Test
    void aRightThatIsNoLongerAcceptedIsAskedForAnewAlsoWhereTheClocksDiffer() {
        run();
        api.lent.clear();
        api.put(AliyunQueueApi.REPLIES, REPLY);
        again();
        assertThat(texts).isEmpty();
        again();
        assertThat(texts).hasSize(1);
        assertThat(api.rights).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Messages><Message><ReceiptHandle>1</ReceiptHandle><MessageBody>e30=",
                "<Messages><Message><ReceiptHandle>1</Receipt",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Messages><Message><ReceiptHandle>1</ReceiptHandle>"
                        + "<MessageBody>&e;</MessageBody></Message></Messages>",
                "<Messages><Message><MessageBody>e30=</MessageBody></Message></Messages>",
                "<Messages><Message><ReceiptHandle>1 HTTP/1.1\nX: y</ReceiptHandle></Message></Messages>",
                "{\"Messages\":[]}",
                "hello"
            })
    void fromAnAnswerThatIsNoneNothingIsTakenAndNothingDeleted(String garbage) {
        api.put(AliyunQueueApi.REPLIES, REPLY);
        api.instead = garbage;
        run();
        assertThat(texts).isEmpty();
        assertThat(api.left()).isEqualTo(1);
        api.instead = "";
        again();
        assertThat(texts).hasSize(1);
    }

    @Test
    void fiveMegabytesAndARefusalAreLivedThrough() {
        api.put(AliyunQueueApi.REPLIES, REPLY);
        api.instead = "<Messages>" + "x".repeat(5_000_000);
        run();
        api.instead = "slow down";
        api.status = 429;
        again();
        assertThat(texts).isEmpty();
        assertThat(failures()).isEqualTo(6);
        api.status = 200;
        api.instead = "";
        again();
        assertThat(texts).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[1", "{\"phone_number\":", "\"text\""})
    void anEntryThatCannotBeReadIsDroppedAndCountedAndHoldsUpNothing(String rubbish) {
        api.put(AliyunQueueApi.REPLIES, rubbish);
        api.put(AliyunQueueApi.REPLIES, REPLY);
        run();
        assertThat(texts).hasSize(1);
        assertThat(api.left()).isZero();
        assertThat(meters.counter("jiaoying.aliyun.fetched", "queue", "SmsUp", "outcome", "refused")
                        .count())
                .isEqualTo(1);
    }

    private double failures() {
        return meters.find("jiaoying.aliyun.fetched").tag("outcome", "failed").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void again() {
        clock.advance(Duration.ofSeconds(5));
        run();
    }

    private void run() {
        puller.runDue().toCompletableFuture().join();
    }
}
