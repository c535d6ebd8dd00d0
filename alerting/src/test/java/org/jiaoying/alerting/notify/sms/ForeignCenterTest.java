package org.jiaoying.alerting.notify.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our link to a center that is not made of our library: Net::SMPP of Debian, which carries texts and replies both ways. */
class ForeignCenterTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String PHONE = "8613800000001";
    private static final String REPLY = "２ 4821 已撤人12人";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final List<IncomingText> texts = new CopyOnWriteArrayList<>();
    private final Inbox inbox = new Inbox() {
        @Override
        public CompletionStage<Void> receipt(Receipt receipt) {
            receipts.add(receipt);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> text(IncomingText text) {
            texts.add(text);
            return CompletableFuture.completedFuture(null);
        }
    };

    private Process center;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(
                hasLibrary(), "skipped: perl's Net::SMPP is missing; install it: apt-get install libnet-smpp-perl");
        Path script =
                Path.of(ForeignCenterTest.class.getResource("/smpp/center.pl").toURI());
        String reply = HexFormat.of().formatHex(REPLY.getBytes(StandardCharsets.UTF_16BE));
        center = new ProcessBuilder("perl", script.toString(), "jy", "secret", reply)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = center.inputReader(StandardCharsets.US_ASCII);
        port = Integer.parseInt(out.readLine().substring("PORT ".length()));
        var reader = new Thread(() -> out.lines().forEach(said::add), "center-says");
        reader.setDaemon(true);
        reader.start();
    }

    private static boolean hasLibrary() throws InterruptedException {
        try {
            Process perl = new ProcessBuilder("perl", "-MNet::SMPP", "-e", "1")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return perl.waitFor(30, TimeUnit.SECONDS) && perl.exitValue() == 0;
        } catch (IOException noPerl) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (center != null) {
            center.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTextItsReceiptAndItsReplyGoThrough() {
        try (SmsChannel channel = linked("secret")) {
            var accepted = (Submission.Accepted) send(channel, "k1", PHONE, "【叫应】橙色预警 回复 1 收到（编号 4821）");
            await().atMost(SOON).until(() -> !receipts.isEmpty() && !texts.isEmpty() && answers() == 2);
            assertThat(parts().get(0)).startsWith("TEXT " + PHONE + " 0 8 1 k1 ");
            assertThat(text(parts().get(0), 0)).isEqualTo("【叫应】橙色预警 回复 1 收到（编号 4821）");
            assertThat(receipts)
                    .extracting(Receipt::outcome, Receipt::carrierId)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            Receipt.Outcome.DELIVERED, accepted.carrierIds().get(0)));
            assertThat(texts)
                    .extracting(IncomingText::from, IncomingText::text)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(PHONE, REPLY));
        }
    }

    @Test
    void aLongTextGoesInPartsThatFitTogetherAndEachIsReported() {
        String words = "【叫应】红色预警 瓦斯𠮷突出，立即撤人。".repeat(8);
        try (SmsChannel channel = linked("secret")) {
            var accepted = (Submission.Accepted) send(channel, "k2", PHONE, words);
            await().atMost(SOON)
                    .until(() -> receipts.size() == accepted.carrierIds().size());
            assertThat(parts()).hasSize(accepted.carrierIds().size()).hasSizeGreaterThan(1);
            var whole = new ByteArrayOutputStream();
            parts().forEach(part -> whole.writeBytes(octets(part, 6)));
            assertThat(whole.toString(StandardCharsets.UTF_16BE)).isEqualTo(words);
            assertThat(receipts)
                    .extracting(Receipt::carrierId)
                    .containsExactlyInAnyOrderElementsOf(accepted.carrierIds());
        }
    }

    @Test
    void itsThrottleIsWorthAnotherTry() {
        try (SmsChannel channel = linked("secret")) {
            assertThat(send(channel, "k3", "8613800000058", "收到"))
                    .isInstanceOfSatisfying(Submission.NotSent.class, notSent -> {
                        assertThat(notSent.code()).isEqualTo("busy");
                        assertThat(notSent.again()).isTrue();
                    });
        }
    }

    @Test
    void whereItRefusesTheAccountNothingIsSent() {
        try (SmsChannel channel = channel("wrong")) {
            channel.start();
            assertThat(send(channel, "k4", PHONE, "收到"))
                    .isInstanceOfSatisfying(
                            Submission.NotSent.class,
                            notSent -> assertThat(notSent.code()).isEqualTo("not-connected"));
            assertThat(channel.carriers()).allMatch(carrier -> !carrier.reachable());
        }
    }

    private SmsChannel linked(String password) {
        SmsChannel channel = channel(password);
        channel.start();
        await().atMost(SOON).until(channel::reachable);
        return channel;
    }

    private SmsChannel channel(String password) {
        return new SmsChannel(
                new SmppSettings(
                        List.of(new SmppSettings.Center("127.0.0.1", port, "jy", password)),
                        "10690000",
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        false),
                inbox);
    }

    private static Submission send(SmsChannel channel, String key, String to, String text) {
        return channel.send(new Message(key, to, text)).toCompletableFuture().join();
    }

    private List<String> parts() {
        return said.stream().filter(line -> line.startsWith("TEXT ")).toList();
    }

    /** Deliveries that were acknowledged to the center. */
    private long answers() {
        return said.stream().filter(line -> line.matches("HAVE [0-9]+ 0")).count();
    }

    private static String text(String line, int header) {
        return new String(octets(line, header), StandardCharsets.UTF_16BE);
    }

    private static byte[] octets(String line, int header) {
        byte[] all = HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
        return java.util.Arrays.copyOfRange(all, header, all.length);
    }
}
