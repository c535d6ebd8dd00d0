package org.jiaoying.alerting.notify.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipt.Outcome;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.TestCenter;
import org.jiaoying.alerting.fixture.TestCenter.Mood;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SMS over a real SMPP link to a small center that does what the test says. */
class SmsChannelTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String PHONE = "8613800000001";

    private final Box box = new Box();
    private TestCenter center;
    private SmsChannel channel;

    @BeforeEach
    void start() throws Exception {
        center = new TestCenter(0);
        channel = new SmsChannel(settings(List.of(center.port()), false), box);
        channel.start();
        await().atMost(SOON).until(() -> !channel.connected().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
        center.close();
    }

    @Test
    void chineseArrivesAsItWasWrittenAlsoInPartsAndBeyondTheBasicPlane() {
        String longText = "【叫应】橙色预警 " + "瓦斯𠮷💥".repeat(40);
        assertThat(send("k1", "收到")).isInstanceOf(Submission.Accepted.class);
        var accepted = (Submission.Accepted) send("k2", longText);
        assertThat(accepted.carrierIds()).hasSize(4);
        assertThat(center.textsTo(PHONE)).containsExactly("收到", longText);
    }

    @Test
    void aTextIsSplitAtMostAtSixtySevenCharactersAndNeverInsideOne() {
        assertThat(LongText.split("字".repeat(70), 1)).hasSize(1);
        assertThat(LongText.split("字".repeat(71), 1)).hasSize(2);
        assertThat(LongText.split("字".repeat(134), 1)).hasSize(2);
        assertThat(LongText.split("字".repeat(135), 1)).hasSize(3);
        for (byte[] part : LongText.split("💥".repeat(100), 7)) {
            assertThat(part.length).isLessThanOrEqualTo(140);
            assertThat(new String(part, 6, part.length - 6, StandardCharsets.UTF_16BE))
                    .matches("(💥)+");
        }
    }

    @Test
    void aCenterThatIsBusyIsWorthAnotherTryAndOneThatRefusesIsNot() {
        center.mood = Mood.BUSY;
        assertThat(send("k1", "收到"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isTrue());
        center.mood = Mood.REFUSES;
        assertThat(send("k2", "收到"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isFalse());
    }

    @Test
    void whereTheLinkBreaksBeforeTheAnswerNobodyKnowsAndTheRepeatIsRecognised() {
        center.mood = Mood.BREAKS_AFTER_TAKING;
        assertThat(send("k1", "收到")).isInstanceOf(Submission.Unknown.class);
        center.mood = Mood.TAKES;
        await().atMost(SOON).until(() -> !channel.connected().isEmpty());
        assertThat(send("k1", "收到")).isInstanceOf(Submission.Accepted.class);
        assertThat(center.textsTo(PHONE)).containsExactly("收到");
        assertThat(center.repeats).hasValue(1);
    }

    @Test
    void aBrokenLinkComesBackAndMeanwhileNothingIsSent() throws Exception {
        center.cut();
        await().atMost(SOON)
                .until(() -> center.links() == 1 && !channel.connected().isEmpty());
        assertThat(send("k1", "又通了")).isInstanceOf(Submission.Accepted.class);
        int port = center.port();
        center.close();
        await().atMost(SOON).until(() -> channel.connected().isEmpty());
        assertThat(send("k2", "断")).isInstanceOf(Submission.NotSent.class);
        center = new TestCenter(port);
        await().atMost(SOON).until(() -> !channel.connected().isEmpty());
        assertThat(send("k2", "断")).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void theSecondCenterTakesOverWhereTheFirstIsAway() throws Exception {
        try (var second = new TestCenter(0);
                var both = new SmsChannel(settings(List.of(1, second.port()), false), box)) {
            both.start();
            await().atMost(SOON).until(() -> !both.connected().isEmpty());
            assertThat(both.send(new Message("k", PHONE, "收到"))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Submission.Accepted.class);
            assertThat(second.textsTo(PHONE)).containsExactly("收到");
        }
    }

    @Test
    void theSecondCenterTakesAtOnceWhatTheFirstIsTooBusyForOrRefuses() throws Exception {
        try (var second = new TestCenter(0);
                var both = new SmsChannel(settings(List.of(center.port(), second.port()), false), box)) {
            both.start();
            await().atMost(SOON).until(() -> both.connected().size() == 2);
            center.mood = Mood.BUSY;
            both.send(new Message("k1", PHONE, "忙")).toCompletableFuture().join();
            center.mood = Mood.REFUSES;
            both.send(new Message("k2", PHONE, "拒")).toCompletableFuture().join();
            center.mood = Mood.BREAKS_AFTER_TAKING;
            assertThat(both.send(new Message("k3", PHONE, "断"))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Submission.Unknown.class);
            assertThat(second.textsTo(PHONE)).containsExactly("忙", "拒");
        }
    }

    @Test
    void aCenterThatTakesTextsAndNeverAnswersIsAskedLastUntilItAnswersAgain() throws Exception {
        try (var second = new TestCenter(0);
                var both =
                        new SmsChannel(settings(List.of(center.port(), second.port()), Duration.ofSeconds(1)), box)) {
            both.start();
            await().atMost(SOON).until(() -> both.connected().size() == 2);
            center.mood = Mood.SAYS_NOTHING;
            assertThat(send(both, "k1")).as("nobody knows").isInstanceOf(Submission.Unknown.class);
            assertThat(send(both, "k1")).as("the repeat").isInstanceOf(Submission.Accepted.class);
            assertThat(send(both, "k2")).as("and what comes then").isInstanceOf(Submission.Accepted.class);
            assertThat(second.texts).extracting(TestCenter.Text::key).containsExactly("k1", "k2");
            assertThat(center.unanswered).hasValue(1);

            center.mood = Mood.TAKES;
            second.mood = Mood.REFUSES;
            assertThat(send(both, "k3")).isInstanceOf(Submission.Accepted.class);
            second.mood = Mood.TAKES;
            assertThat(send(both, "k4")).isInstanceOf(Submission.Accepted.class);
            assertThat(center.texts).extracting(TestCenter.Text::key).containsExactly("k3", "k4");
        }
    }

    private static Submission send(SmsChannel over, String key) {
        return over.send(new Message(key, PHONE, "收到")).toCompletableFuture().join();
    }

    @Test
    void whatTheCenterBringsIsAcknowledgedOnlyWhenItIsSafe() throws Exception {
        box.failing = true;
        assertThatThrownBy(() -> center.reply(PHONE, "1 4821")).isInstanceOf(NegativeResponseException.class);
        assertThatThrownBy(() -> center.receipt("a1", "DELIVRD")).isInstanceOf(NegativeResponseException.class);
        box.failing = false;
        center.reply(PHONE, "１ 4821");
        center.receipt("00A1", "DELIVRD");
        assertThat(box.texts).singleElement().satisfies(text -> {
            assertThat(text.text()).isEqualTo("１ 4821");
            assertThat(text.from()).isEqualTo(PHONE);
            assertThat(text.keyIsLasting()).isFalse();
        });
        assertThat(box.receipts)
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.carrierId()).isEqualTo("a1"));
    }

    @Test
    void aReplyBearsTheCentersIdWhereItGivesOne() throws Exception {
        var id = new OptionalParameter.OctetString(SmsChannel.TAG_REPLY_ID, "r-1".getBytes(StandardCharsets.US_ASCII));
        center.reply(PHONE, "1", id);
        center.reply(PHONE, "1", id);
        assertThat(box.texts).allMatch(IncomingText::keyIsLasting);
        assertThat(box.texts.get(0).carrierKey()).isEqualTo(box.texts.get(1).carrierKey());
    }

    @Test
    void receiptsAreReadFromParametersAndFromTheirText() throws Exception {
        receiptText("id:7f sub:001 dlvrd:000 submit date:2603010000 done date:2603010000 stat:UNDELIV err:027 text:");
        receiptText("ID:7F STAT:Expired");
        receiptText("id:7f stat:ACCEPTD err:000");
        receiptText("id:7f stat:WHATEVER");
        center.deliver(
                PHONE,
                (byte) 4,
                (byte) 0,
                new byte[0],
                new OptionalParameter.Receipted_message_id("7F"),
                new OptionalParameter.Message_state((byte) 2));
        assertThat(box.receipts)
                .extracting(Receipt::outcome)
                .containsExactly(
                        Outcome.FAILED, Outcome.FAILED, Outcome.UNDER_WAY, Outcome.UNDER_WAY, Outcome.DELIVERED);
        assertThat(box.receipts).extracting(Receipt::carrierId).containsOnly("7f");
        assertThat(box.receipts.get(0).error()).isEqualTo("027");
    }

    @Test
    void aCenterMayReportInDecimalWhatItTookInHexadecimal() throws Exception {
        try (var odd = new TestCenter(0);
                var hexadecimal = new SmsChannel(settings(List.of(odd.port()), true), box)) {
            hexadecimal.start();
            await().atMost(SOON).until(() -> !hexadecimal.connected().isEmpty());
            odd.receipt("127", "DELIVRD");
            assertThat(box.receipts.get(0).carrierId()).isEqualTo("7f");
        }
    }

    @Test
    void partsOfALongReplyAreToldAsSuch() throws Exception {
        byte[] words = "2 已撤人".getBytes(StandardCharsets.UTF_16BE);
        byte[] octets = new byte[6 + words.length];
        System.arraycopy(new byte[] {5, 0, 3, 9, 2, 1}, 0, octets, 0, 6);
        System.arraycopy(words, 0, octets, 6, words.length);
        center.deliver(PHONE, (byte) 0x40, (byte) 8, octets);
        assertThat(box.texts.get(0).part()).isEqualTo(new IncomingText.Part(9, 2, 1));
        assertThat(box.texts.get(0).text()).isEqualTo("2 已撤人");
    }

    @Test
    void rubbishFromTheCenterIsTakenAndHarmsNothing() throws Exception {
        receiptText("");
        receiptText("id: stat:");
        center.deliver(PHONE, (byte) 0x40, (byte) 8, new byte[] {(byte) 200, 0, 3});
        center.deliver(PHONE, (byte) 0x40, (byte) 8, new byte[] {5, 0, 3, 9, 0, 0});
        center.deliver(PHONE, (byte) 0x40, (byte) 8, new byte[] {5, 0, 99, 9, 2, 1});
        center.deliver("", (byte) 0, (byte) 0xf5, new byte[] {1, 2, 3});
        center.deliver(PHONE, (byte) 0, (byte) 8, new byte[] {(byte) 0xd8});
        center.reply(PHONE, "1");
        assertThat(box.texts).hasSize(6);
        assertThat(box.texts).extracting(IncomingText::part).containsOnlyNulls();
        assertThat(channel.connected()).hasSize(1);
    }

    private void receiptText(String text) throws Exception {
        center.deliver(PHONE, (byte) 4, (byte) 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    private Submission send(String key, String text) {
        return channel.send(new Message(key, PHONE, text)).toCompletableFuture().join();
    }

    private static SmppSettings settings(List<Integer> ports, boolean decimal) {
        return settings(ports, Duration.ofSeconds(5), decimal);
    }

    private static SmppSettings settings(List<Integer> ports, Duration answerWithin) {
        return settings(ports, answerWithin, false);
    }

    private static SmppSettings settings(List<Integer> ports, Duration answerWithin, boolean decimal) {
        return new SmppSettings(
                ports.stream()
                        .map(port -> new SmppSettings.Center("127.0.0.1", port, "jiaoying", "secret"))
                        .toList(),
                "",
                4,
                answerWithin,
                Duration.ofSeconds(5),
                decimal);
    }

    private static final class Box implements Inbox {
        final List<Receipt> receipts = new CopyOnWriteArrayList<>();
        final List<IncomingText> texts = new CopyOnWriteArrayList<>();
        volatile boolean failing;

        @Override
        public CompletionStage<Void> receipt(Receipt receipt) {
            return keep(() -> receipts.add(receipt));
        }

        @Override
        public CompletionStage<Void> text(IncomingText text) {
            return keep(() -> texts.add(text));
        }

        private CompletionStage<Void> keep(Runnable keep) {
            if (failing) {
                return CompletableFuture.failedFuture(new IllegalStateException("the database is away"));
            }
            keep.run();
            return CompletableFuture.completedFuture(null);
        }
    }
}
