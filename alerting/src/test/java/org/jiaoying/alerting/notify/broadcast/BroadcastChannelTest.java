package org.jiaoying.alerting.notify.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.StandIn;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.domain.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The emergency broadcast against a stand-in of its platform. */
class BroadcastChannelTest extends ChannelContract {
    private static final Instant NOW = Instant.parse("2026-02-28T16:30:00Z");
    private static final BroadcastSettings SETTINGS =
            new BroadcastSettings(URI.create("http://x.example/"), "s", "433010200000000001", "应急局", "20000");

    private Instant now = NOW;
    private final StandIn platform = new StandIn();
    private final List<String> played = new CopyOnWriteArrayList<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final BroadcastChannel channel = new BroadcastChannel(
            new BroadcastSettings(platform.at("/ebm"), "s", SETTINGS.entity(), "应急局", "20000"),
            new WebCaller(platform.vertx(), true, Duration.ofSeconds(5)),
            () -> now);

    BroadcastChannelTest() {
        platform.answer = (request, seen) -> {
            String text = field(seen.body(), "MsgDesc");
            if (keys.putIfAbsent(seen.headers().get("Idempotency-Key"), text) == null) {
                played.add(text);
            }
            request.response().end();
        };
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void severityFallsAsDangerRises() {
        assertThat(List.of(Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE))
                .extracting(Ebm::severity)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void aMessageSaysWhatWhereAndSinceWhenInBeijingTime() {
        channel.send(new Message("k1", "330102000000,330103000000", "请立即撤离<&", about(false)))
                .toCompletableFuture()
                .join();
        String document = platform.requests.get(0).body();
        assertThat(field(document, "MsgType")).isEqualTo("1");
        assertThat(field(document, "Severity")).isEqualTo("2");
        assertThat(field(document, "AreaCode")).isEqualTo("330102000000,330103000000");
        assertThat(field(document, "StartTime")).isEqualTo("2026-03-01 00:30:00");
        assertThat(field(document, "MsgDesc")).isEqualTo("请立即撤离&lt;&amp;");
        assertThat(platform.requests.get(0).headers()).containsKey("X-Signature");
    }

    @Test
    void whatCancelsAMessageBearsItsNumber_alsoAfterMidnight() {
        String warning = about(false).warningId();
        assertThat(send("k1", about(false))).isInstanceOf(Submission.Accepted.class);
        now = NOW.plus(Duration.ofDays(1));
        assertThat(send("k2", about(false).over())).isInstanceOf(Submission.Accepted.class);
        String played = platform.requests.get(0).body();
        String cancelled = platform.requests.get(1).body();
        assertThat(field(cancelled, "MsgType")).isEqualTo("2");
        assertThat(field(cancelled, "MsgTitle")).endsWith("预警解除");
        assertThat(field(cancelled, "EBMID")).isEqualTo(field(played, "EBMID")).contains(warning.substring(1, 9));
        assertThat(field(cancelled, "EBDID")).as("each document has its own").isNotEqualTo(field(played, "EBDID"));
    }

    private Submission send(String key, Particulars about) {
        return channel.send(new Message(key, address(), "请立即撤离", about))
                .toCompletableFuture()
                .join();
    }

    @Test
    void noTypeOfADrillIsEverWritten() {
        assertThat(Ebm.Type.values()).extracting(type -> type.number).containsExactly(1, 2);
    }

    @Test
    void aTextOfWhichNobodyKnowsWhatItIsAboutIsNotBroadcast() {
        assertThat(channel.send(new Message("k1", address(), "收到"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(Submission.NotSent.class);
        assertThat(platform.requests).isEmpty();
    }

    @Test
    void anAreaHasTwelveDigits() {
        for (String bad : List.of("", "330102", "3301020000001", "33010200000a", "330102000000,")) {
            assertThat(channel.send(new Message("k1", bad, "撤离", about(false)))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Submission.NotSent.class);
        }
        assertThat(platform.requests).isEmpty();
    }

    private static String field(String document, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(document);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected String address() {
        return "330102000000";
    }

    @Override
    protected List<String> arrived() {
        return played;
    }

    @Override
    protected void cutOff() {
        platform.stop();
    }
}
