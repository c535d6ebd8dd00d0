package org.jiaoying.standalone.phones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.notify.sms.SmppSettings;
import org.jiaoying.alerting.notify.sms.SmsChannel;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.jiaoying.standalone.replay.HandMovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerting's SMS channel and the simulated center understand each other. */
@Timeout(60)
class SmsRoundTripTest {
    private static final String NUMBER = "19900000011";
    private static final String CALL = "【叫应】橙色预警 示范煤矿 北井 1305 掘进工作面 甲烷 H1305-T1 甲烷 1.52%CH4，达到限值 1.5%CH4。"
            + "停止作业，切断电源，撤出人员，加强通风，查明原因。回复 1 收到 2 已处置 3 求援（编号 4821）";

    private final HandMovedClock clock = new HandMovedClock(Instant.parse("2026-03-02T01:00:00Z"));
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final List<IncomingText> texts = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private SmsCenter center;
    private SmsChannel channel;

    @BeforeEach
    void open() throws Exception {
        center = new SmsCenter(SmsCenterSettings.forAccount("jy", "secret"), clock);
        center.put(NUMBER, "陈示范", Behaviour.answers(Duration.ofSeconds(20), "1 {code}"));
        var account = new SmppSettings.Center("127.0.0.1", center.smppPort(), "jy", "secret");
        channel = new SmsChannel(
                new SmppSettings(List.of(account), "", 4, Duration.ofSeconds(5), Duration.ofSeconds(30), false),
                new Inbox() {
                    @Override
                    public CompletionStage<Void> receipt(Receipt receipt) {
                        receipts.add(receipt);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public CompletionStage<Void> text(IncomingText text) {
                        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            return CompletableFuture.failedFuture(new IllegalStateException("no database"));
                        }
                        texts.add(text);
                        return CompletableFuture.completedFuture(null);
                    }
                });
        channel.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> !channel.connected().isEmpty());
    }

    @AfterEach
    void close() {
        channel.close();
        center.close();
    }

    private Submission.Accepted send(String key) {
        Submission submission = channel.send(new Message(key, NUMBER, CALL))
                .toCompletableFuture()
                .join();
        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        return (Submission.Accepted) submission;
    }

    private void passSeconds(int seconds) {
        clock.moveTo(clock.instant().plusSeconds(seconds));
        center.runDue().toCompletableFuture().join();
    }

    @Test
    void aLongCallIsReadConfirmedAndAnswered() {
        Submission.Accepted call = send("call-1");
        passSeconds(0);
        assertThat(center.phone(NUMBER).orElseThrow().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo(CALL));
        assertThat(receipts).hasSameSizeAs(call.carrierIds()).allSatisfy(receipt -> {
            assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.DELIVERED);
            assertThat(call.carrierIds()).contains(receipt.carrierId());
        });
        passSeconds(20);
        assertThat(texts).singleElement().satisfies(text -> {
            assertThat(text.text()).isEqualTo("1 4821");
            assertThat(text.from()).endsWith(NUMBER);
            assertThat(text.keyIsLasting()).isTrue();
        });
    }

    @Test
    void aCallRepeatedUnderItsKeyIsReadOnce() {
        Submission.Accepted first = send("call-1");
        Submission.Accepted again = send("call-1");
        send("call-2");
        assertThat(again.carrierIds()).isEqualTo(first.carrierIds());
        assertThat(center.phone(NUMBER).orElseThrow().messages()).hasSize(2);
    }

    @Test
    void anAnswerThatWasNotKeptComesAgainUnderTheSameKey() {
        send("call-1");
        failures.set(1);
        passSeconds(20);
        assertThat(texts).isEmpty();
        passSeconds(2);
        assertThat(texts)
                .singleElement()
                .satisfies(text -> assertThat(text.text()).isEqualTo("1 4821"));
    }

    @Test
    void aPhoneThatCannotBeReachedIsReportedAsFailed() {
        center.behave(NUMBER, Behaviour.unreachable());
        send("call-1");
        passSeconds(0);
        assertThat(receipts).isNotEmpty().allMatch(receipt -> receipt.outcome() == Receipt.Outcome.FAILED);
    }

    @Test
    void afterTheNetworkFailedTheLinkStandsAgainAndNothingIsLost() {
        send("call-1");
        center.cutConnections();
        passSeconds(20);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            passSeconds(2);
            return texts.size() == 1 && receipts.size() == 2;
        });
    }
}
