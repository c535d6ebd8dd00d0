package org.jiaoying.alerting.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters handed to a small SMTP server, which does what the test says. */
class MailChannelTest extends ChannelContract {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private volatile String answerToRecipient = "250 ok";
    private final NetServer server = vertx.createNetServer()
            .connectHandler(this::converse)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final MailChannel channel = new MailChannel(
            vertx,
            new MailSettings(
                    "127.0.0.1",
                    server.actualPort(),
                    MailSettings.Security.NONE,
                    "",
                    "",
                    "warning@county.example",
                    Duration.ofSeconds(10),
                    Rate.perSecond(10)));

    private void converse(NetSocket socket) {
        var letter = new StringBuilder();
        boolean[] inLetter = {false};
        socket.write("220 test ESMTP\r\n");
        socket.handler(RecordParser.newDelimited("\r\n", line -> {
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (inLetter[0]) {
                if (text.equals(".")) {
                    inLetter[0] = false;
                    letters.add(letter.toString());
                    letter.setLength(0);
                    socket.write("250 taken\r\n");
                } else {
                    letter.append(text.startsWith("..") ? text.substring(1) : text)
                            .append("\r\n");
                }
                return;
            }
            switch (text.split(" ", 2)[0].split(":", 2)[0].toUpperCase(java.util.Locale.ROOT)) {
                case "EHLO" -> socket.write("250 test\r\n");
                case "RCPT" -> socket.write(answerToRecipient + "\r\n");
                case "DATA" -> {
                    inLetter[0] = true;
                    socket.write("354 go on\r\n");
                }
                case "QUIT" -> socket.end();
                default -> socket.write("250 ok\r\n");
            }
        }));
    }

    @AfterEach
    void close() {
        channel.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLetterSaysItIsADrillInItsSubjectAndHasAnIdThatFollowsFromItsKey() {
        channel.send(new Message("k1", address(), "【演练】橙色预警", about(true)))
                .toCompletableFuture()
                .join();
        String letter = letters.get(0);
        assertThat(letter).contains("Message-ID: <k1@county.example>").contains("Auto-Submitted: auto-generated");
        assertThat(decodedSubject(letter)).contains("演练").contains("4821");
    }

    @Test
    void aServerThatIsBusyIsTriedAgainAndAMailboxThatIsNotThereIsNot() {
        answerToRecipient = "451 later";
        assertThat(send(address()))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isTrue());
        answerToRecipient = "550 no such mailbox";
        assertThat(send(address()))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isFalse());
    }

    @Test
    void anAddressCannotBringHeadersOfItsOwn() {
        for (String bad : List.of("a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "", "a", "a b@c")) {
            assertThat(send(bad))
                    .isInstanceOfSatisfying(
                            Submission.NotSent.class,
                            notSent -> assertThat(notSent.code()).isEqualTo("unknown-address"));
        }
        assertThat(letters).isEmpty();
    }

    private Submission send(String address) {
        return channel.send(new Message("k1", address, "橙色预警"))
                .toCompletableFuture()
                .join();
    }

    private static String decodedSubject(String letter) {
        String subject = letter.substring(letter.indexOf("Subject: ") + 9).split("\r\n(?! )", 2)[0];
        var text = new ByteArrayOutputStream();
        var words = java.util.regex.Pattern.compile("=\\?[^?]+\\?([BQ])\\?([^?]*)\\?=")
                .matcher(subject);
        while (words.find()) {
            text.writeBytes(
                    words.group(1).equals("B") ? Base64.getDecoder().decode(words.group(2)) : printed(words.group(2)));
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static byte[] printed(String text) {
        var octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && text.startsWith("\r\n", i + 1)) {
                i += 2;
            } else if (c == '=') {
                octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(c == '_' ? ' ' : c);
            }
        }
        return octets.toByteArray();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected String address() {
        return "duty.officer@county.example";
    }

    @Override
    protected List<String> arrived() {
        return letters.stream()
                .map(letter -> {
                    String[] halves = letter.split("\r\n\r\n", 2);
                    String body = halves[1].replaceFirst("\r\n$", "");
                    boolean base64 =
                            halves[0].toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: base64");
                    byte[] octets = base64
                            ? Base64.getMimeDecoder().decode(body)
                            : halves[0].contains("quoted-printable")
                                    ? printed(body)
                                    : body.getBytes(StandardCharsets.ISO_8859_1);
                    return new String(octets, StandardCharsets.UTF_8).stripTrailing();
                })
                .toList();
    }

    @Override
    protected boolean carrierKnowsKeys() {
        return false;
    }

    @Override
    protected void cutOff() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
