package org.jiaoying.simulators.phones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmsCenterTest {
    private static final String WANG = "19900000011";
    private static final String CALL = "【叫应】橙色预警 north 瓦斯 1.62% ≥ 1.5%。回复 1 收到 2 已处置 3 求援（编号 4821）";

    private final HandClock clock = new HandClock();
    private SmsCenter center;
    private TestSystem system;

    @BeforeEach
    void open() throws Exception {
        center = new SmsCenter(SmsCenterSettings.forAccount("jy", "secret"), clock);
        center.put(WANG, "王虚构", Behaviour.ignores());
        system = new TestSystem(center.smppPort(), "jy", "secret");
    }

    @AfterEach
    void close() {
        system.close();
        center.close();
    }

    private void run() {
        center.runDue().toCompletableFuture().join();
    }

    private List<String> textsOf(String number) {
        return center.phone(number).orElseThrow().messages().stream()
                .map(PhoneView.Received::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"jy,wrong", "nobody,secret", "jy,''"})
    void onlyKnownSystemsBind(String id, String password) {
        assertThatThrownBy(() -> new TestSystem(center.smppPort(), id, password))
                .isInstanceOf(Exception.class);
        assertThat(center.counts().submissions()).isZero();
    }

    @Test
    void chineseTextReachesThePhoneAndItsReceiptTheSender() throws Exception {
        String id = system.sendText(WANG, CALL);
        assertThat(textsOf(WANG)).containsExactly(CALL);
        assertThat(center.nextDue().toCompletableFuture().join()).contains(clock.instant());
        run();
        assertThat(system.receipts())
                .containsExactly("id:" + id + " sub:001 dlvrd:001 submit date:2603010800 done date:2603010800"
                        + " stat:DELIVRD err:000 text:");
        assertThat(center.nextDue().toCompletableFuture().join()).isEmpty();
        var phone = center.phone("+86" + WANG).orElseThrow();
        assertThat(phone.person()).isEqualTo("王虚构");
        assertThat(phone.messages().get(0).from()).isEqualTo(TestSystem.FROM);
        assertThat(phone.messages().get(0).at()).isEqualTo(clock.instant());
    }

    @Test
    void plainTextUsesTheGsmAlphabet() throws Exception {
        system.send(WANG, 0, 0, new byte[] {'a', 0, 0x1b, 0x65, 'b'});
        assertThat(textsOf(WANG)).containsExactly("a@€b");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void partsInAnyOrderAreOneText(int referenceBits) throws Exception {
        // An odd split in the middle of a surrogate pair: only the joined octets are text.
        String text = CALL + "🚨".repeat(40) + CALL;
        List<byte[]> parts = parts(text, referenceBits, 131);
        var ids = new ArrayList<String>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            ids.add(system.send(WANG, 0x40, 8, parts.get(i)));
            run();
        }
        assertThat(textsOf(WANG)).containsExactly(text);
        assertThat(system.receipts())
                .hasSameSizeAs(parts)
                .allSatisfy(receipt -> assertThat(receipt).contains("stat:DELIVRD"));
        assertThat(system.receipts()).allMatch(receipt -> ids.stream().anyMatch(receipt::contains));
        assertThat(center.nextDue().toCompletableFuture().join()).isEmpty();
    }

    @Test
    void sarParametersAreUnderstoodToo() throws Exception {
        for (int part = 1; part <= 2; part++) {
            system.sendText(
                    WANG,
                    part == 1 ? "前半" : "后半",
                    new OptionalParameter.Sar_msg_ref_num((short) 7),
                    new OptionalParameter.Sar_total_segments((byte) 2),
                    new OptionalParameter.Sar_segment_seqnum((byte) part));
        }
        assertThat(textsOf(WANG)).containsExactly("前半后半");
    }

    @Test
    void longTextInThePayloadParameter() throws Exception {
        String text = CALL.repeat(20);
        system.send(
                WANG,
                0,
                8,
                new byte[0],
                new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.UTF_16BE)));
        assertThat(textsOf(WANG)).containsExactly(text);
    }

    @Test
    void partsThatStayAloneExpire() throws Exception {
        system.send(WANG, 0x40, 8, parts(CALL + CALL, 8, 130).get(0));
        clock.advance(Duration.ofMinutes(10));
        run();
        assertThat(textsOf(WANG)).isEmpty();
        assertThat(system.receipts()).singleElement().asString().contains("stat:EXPIRED");
    }

    @Test
    void repeatUnderTheSameReferenceIsShownOnceAndItsReceiptComesAgain() throws Exception {
        var reference = new OptionalParameter.OctetString(
                SmsCenter.TAG_CALL_REFERENCE, "call-77".getBytes(StandardCharsets.US_ASCII));
        String first = system.sendText(WANG, CALL, reference);
        run();
        String second = system.sendText(WANG, CALL, reference);
        run();
        system.sendText(
                "19900000012",
                CALL,
                new OptionalParameter.OctetString(
                        SmsCenter.TAG_CALL_REFERENCE, "call-77".getBytes(StandardCharsets.US_ASCII)));
        assertThat(second).isEqualTo(first);
        assertThat(textsOf(WANG)).hasSize(1);
        assertThat(textsOf("19900000012"))
                .as("another recipient is another message")
                .hasSize(1);
        assertThat(system.receipts())
                .hasSize(2)
                .allSatisfy(receipt -> assertThat(receipt).contains("id:" + first));
        assertThat(center.counts().repeats()).isEqualTo(1);
    }

    @Test
    void sixteenBitReferenceIsTheSameMessageOnlyWithTheSameText() throws Exception {
        system.sendText(WANG, CALL, new OptionalParameter.User_message_reference((short) 5));
        system.sendText(WANG, CALL, new OptionalParameter.User_message_reference((short) 5));
        system.sendText(WANG, "解除", new OptionalParameter.User_message_reference((short) 5));
        assertThat(textsOf(WANG)).containsExactly(CALL, "解除");
    }

    @Test
    void withoutReferenceEachSubmissionIsItsOwnText() throws Exception {
        system.sendText(WANG, CALL);
        system.sendText(WANG, CALL);
        assertThat(textsOf(WANG)).hasSize(2);
    }

    @Test
    void answersComeAfterTheirDelayAndWithTheCode() throws Exception {
        center.put(
                WANG,
                "王虚构",
                new Behaviour.Answers(List.of(
                        new Behaviour.Answer(Duration.ofSeconds(20), "1 {code}"),
                        new Behaviour.Answer(Duration.ofMinutes(5), "2 {code} 已撤人12人"))));
        Instant texted = clock.instant();
        system.sendText(WANG, CALL);
        run();
        assertThat(system.replies()).isEmpty();
        assertThat(center.nextDue().toCompletableFuture().join()).contains(texted.plusSeconds(20));
        clock.advance(Duration.ofSeconds(20));
        run();
        assertThat(system.replies()).containsExactly("1 4821");
        clock.advance(Duration.ofMinutes(5));
        run();
        assertThat(system.replies()).containsExactly("1 4821", "2 4821 已撤人12人");
        DeliverSm reply = system.delivered.get(system.delivered.size() - 1);
        assertThat(reply.getSourceAddr()).isEqualTo(WANG);
        assertThat(reply.getDestAddress()).isEqualTo(TestSystem.FROM);
        assertThat(center.phone(WANG).orElseThrow().replies()).hasSize(2);
    }

    @Test
    void textsThatAskForNothingAreNotAnswered() throws Exception {
        center.put(WANG, "王虚构", Behaviour.answers(Duration.ZERO, "9 {code}"));
        system.sendText(WANG, "没有看懂“9”。未结的编号 4821");
        system.sendText(WANG, CALL);
        system.sendText(WANG, CALL);
        run();
        assertThat(system.replies()).as("once for the same text").containsExactly("9 4821");
    }

    @Test
    void unreachablePhoneIsUndelivered() throws Exception {
        center.behave(WANG, Behaviour.unreachable());
        system.sendText(WANG, CALL);
        run();
        assertThat(textsOf(WANG)).isEmpty();
        assertThat(system.receipts())
                .singleElement()
                .asString()
                .contains("dlvrd:000")
                .contains("stat:UNDELIV err:001");
        assertThat(center.reply(WANG, "1")).isEmpty();
    }

    @Test
    void phoneThatIsOffGetsItsTextsWhenItIsOnAgain() throws Exception {
        center.behave(WANG, Behaviour.off());
        system.sendText(WANG, CALL);
        run();
        assertThat(textsOf(WANG)).isEmpty();
        assertThat(system.receipts()).isEmpty();
        clock.advance(Duration.ofHours(2));
        center.behave(WANG, Behaviour.answers(Duration.ofSeconds(5), "1 {code}"));
        run();
        assertThat(textsOf(WANG)).containsExactly(CALL);
        assertThat(system.receipts())
                .singleElement()
                .asString()
                .contains("done date:2603011000")
                .contains("DELIVRD");
        clock.advance(Duration.ofSeconds(5));
        run();
        assertThat(system.replies()).containsExactly("1 4821");
        clock.advance(Duration.ofDays(2));
        run();
        assertThat(system.receipts()).hasSize(1);
    }

    @Test
    void phoneThatStaysOffLetsItsTextsExpire() throws Exception {
        center.behave(WANG, Behaviour.off());
        system.sendText(WANG, CALL);
        clock.advance(Duration.ofHours(24));
        run();
        assertThat(system.receipts()).singleElement().asString().contains("stat:EXPIRED");
        center.behave(WANG, Behaviour.ignores());
        assertThat(textsOf(WANG)).isEmpty();
    }

    @Test
    void changedBehaviourDropsAnswersNotYetGiven() throws Exception {
        center.behave(WANG, Behaviour.answers(Duration.ofMinutes(1), "1 {code}"));
        system.sendText(WANG, CALL);
        center.behave(WANG, Behaviour.ignores());
        clock.advance(Duration.ofMinutes(2));
        run();
        assertThat(system.receipts()).hasSize(1);
        assertThat(system.replies()).isEmpty();
    }

    @Test
    void replyThatIsNotAcknowledgedIsRepeatedUnderTheSameId() throws Exception {
        system.sendText(WANG, CALL);
        run();
        String id = center.reply(WANG, "1 4821").orElseThrow();
        system.failing.set(1);
        run();
        assertThat(system.replies()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        run();
        assertThat(system.replies()).containsExactly("1 4821");
        DeliverSm reply = system.delivered.get(1);
        var tag = (OptionalParameter.OctetString) reply.getOptionalParameter(SmsCenter.TAG_REPLY_ID);
        assertThat(tag.getValueAsString()).isEqualTo(id);
    }

    @Test
    void replyRefusedForGoodIsCountedAndNotRepeated() throws Exception {
        system.failing.set(1);
        system.failure = 0x65;
        center.reply(WANG, "1");
        run();
        assertThat(center.nextDue().toCompletableFuture().join()).isEmpty();
        assertThat(center.counts().refusedDeliveries()).isEqualTo(1);
    }

    @Test
    void whatFallsDueWhileNobodyIsBoundComesAfterTheNextBind() throws Exception {
        system.sendText(WANG, CALL);
        center.cutConnections();
        center.reply(WANG, "收到");
        run();
        run();
        assertThat(center.counts().waiting()).isEqualTo(2);
        system = new TestSystem(center.smppPort(), "jy", "secret");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            run();
            assertThat(system.receipts()).hasSize(1);
            assertThat(system.replies()).containsExactly("收到");
        });
        assertThat(center.counts().waiting()).isZero();
    }

    @Test
    void longReplyComesInParts() {
        String text = "已撤人十二人，风机已恢复。".repeat(8);
        center.reply(WANG, text);
        run();
        var joined = new ByteArrayOutputStream();
        for (DeliverSm part : system.delivered) {
            assertThat(part.isUdhi()).isTrue();
            byte[] octets = part.getShortMessage();
            assertThat(octets).hasSizeLessThanOrEqualTo(140);
            joined.writeBytes(Arrays.copyOfRange(octets, 7, octets.length));
        }
        assertThat(system.delivered).hasSizeGreaterThan(1);
        assertThat(joined.toString(StandardCharsets.UTF_16BE)).isEqualTo(text);
    }

    @Test
    void unknownNumberBecomesAPhoneThatIgnores() throws Exception {
        system.sendText("19900000099", CALL);
        assertThat(center.phones()).extracting(PhoneView::number).containsExactly(WANG, "19900000099");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 247})
    void otherCodingsAreRefused(int dataCoding) {
        assertThatThrownBy(() -> system.send(WANG, 0, dataCoding, new byte[] {1}))
                .isInstanceOf(NegativeResponseException.class);
        assertThat(center.counts().refusedSubmissions()).isEqualTo(1);
    }

    @Test
    void brokenHeadersAndTextsAreRefusedAndTheSessionStays() throws Exception {
        byte[][] broken = {{}, {50, 1}, {5, 0, 3, 1, 0, 1}, {5, 0, 3, 1, 2, 3}, {3, 0, 9, 1}};
        for (byte[] octets : broken) {
            assertThatThrownBy(() -> system.send(WANG, 0x40, 8, octets)).isInstanceOf(NegativeResponseException.class);
        }
        assertThatThrownBy(() -> system.send(WANG, 0, 8, new byte[] {0x4e}))
                .isInstanceOf(NegativeResponseException.class);
        assertThatThrownBy(() -> system.send("not-a-number", 0, 8, new byte[0]))
                .isInstanceOf(NegativeResponseException.class);
        system.sendText(WANG, CALL);
        assertThat(textsOf(WANG)).containsExactly(CALL);
    }

    @Test
    void hugePduEndsItsConnectionAndNoOther() throws Exception {
        try (var socket = new Socket("127.0.0.1", center.smppPort())) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Integer.MAX_VALUE);
            out.writeInt(9);
            out.writeInt(0);
            out.writeInt(1);
            out.flush();
            socket.setSoTimeout(5_000);
            var in = new DataInputStream(socket.getInputStream());
            while (in.read() >= 0) {
                // a generic_nack, then the end
            }
        }
        system.sendText(WANG, CALL);
        assertThat(textsOf(WANG)).hasSize(1);
    }

    @Test
    void twoBindsOfOneSystemShareTheDeliveries() throws Exception {
        try (var second = new TestSystem(center.smppPort(), "jy", "secret")) {
            for (int i = 0; i < 10; i++) {
                center.reply(WANG, "1 000" + i);
            }
            run();
            assertThat(system.replies()).hasSize(5);
            assertThat(second.replies()).hasSize(5);
        }
    }

    @Test
    void fiveHundredTextsAreCarriedWithTheirReceiptsAndAnswers() throws Exception {
        int texts = 500;
        IntStream.range(0, texts).forEach(i -> center.put(number(i), "", Behaviour.answers(Duration.ZERO, "1 {code}")));
        var senders = Executors.newFixedThreadPool(8);
        long start = System.nanoTime();
        var sent = IntStream.range(0, texts)
                .mapToObj(i -> CompletableFuture.runAsync(() -> sendUnchecked(number(i)), senders))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).join();
        run();
        long millis = (System.nanoTime() - start) / 1_000_000;
        senders.shutdown();
        assertThat(system.receipts()).hasSize(texts);
        assertThat(system.replies()).hasSize(texts);
        System.out.printf("%d texts with receipts and answers in %d ms%n", texts, millis);
        assertThat(millis)
                .as("506 people within three minutes, many times over")
                .isLessThan(20_000);
    }

    private void sendUnchecked(String number) {
        try {
            system.sendText(number, CALL);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(int i) {
        return "1990001" + String.format("%04d", i);
    }

    private static List<byte[]> parts(String text, int referenceBits, int room) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
        int total = (octets.length + room - 1) / room;
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < total; i++) {
            var part = new ByteArrayOutputStream();
            part.writeBytes(
                    referenceBits == 8
                            ? new byte[] {5, 0, 3, 42, (byte) total, (byte) (i + 1)}
                            : new byte[] {6, 8, 4, 1, 42, (byte) total, (byte) (i + 1)});
            part.writeBytes(Arrays.copyOfRange(octets, i * room, Math.min(octets.length, (i + 1) * room)));
            parts.add(part.toByteArray());
        }
        return parts;
    }
}
