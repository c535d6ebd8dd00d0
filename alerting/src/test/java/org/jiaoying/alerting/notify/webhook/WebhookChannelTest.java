package org.jiaoying.alerting.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channel.Message;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.fixture.StandIn;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.alerting.notify.webhook.WebhookChannel.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook against a receiver that checks the signature and drops what it has under an id. */
class WebhookChannelTest extends ChannelContract {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final StandIn receiver = new StandIn();
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final WebhookChannel channel = new WebhookChannel(
            List.of(new Endpoint("control", receiver.at("/hook"), "s3cret")),
            new WebCaller(receiver.vertx(), true, Duration.ofSeconds(5)),
            () -> NOW,
            Rate.perSecond(50));

    WebhookChannelTest() {
        receiver.answer = (request, seen) -> {
            String id = seen.headers().get("webhook-id");
            if (!signature(id, seen.headers().get("webhook-timestamp"), seen.body())
                    .equals(seen.headers().get("webhook-signature"))) {
                request.response().setStatusCode(401).end();
                return;
            }
            String text = new JsonObject(seen.body()).getString("text");
            if (taken.putIfAbsent(id, text) == null) {
                texts.add(text);
            }
            request.response().setStatusCode(204).end();
        };
    }

    private static String signature(String id, String time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void whatTheWarningIsAboutStandsInFields() {
        channel.send(new Message("k1", "control", "【演练】橙色预警", about(true)))
                .toCompletableFuture()
                .join();
        var body = new JsonObject(receiver.requests.get(0).body());
        assertThat(body.getString("level")).isEqualTo("orange");
        assertThat(body.getBoolean("drill")).isTrue();
        assertThat(body.getJsonObject("place").getString("zh")).isEqualTo("北矿 回采面 甲烷");
        assertThat(receiver.requests.get(0).headers())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("Idempotency-Key", "\"k1\"");
    }

    @Test
    void aReceiverThatFailsIsTriedAgainAndOneThatRefusesTheSignatureIsNot() {
        var wrong = new WebhookChannel(
                List.of(new Endpoint("control", receiver.at("/hook"), "wrong")),
                new WebCaller(receiver.vertx(), true, Duration.ofSeconds(5)),
                () -> NOW,
                Rate.perSecond(50));
        assertThat(send(wrong, "control"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isFalse());
        receiver.answer =
                (request, seen) -> request.response().setStatusCode(503).end();
        assertThat(send(channel, "control"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.again()).isTrue());
        assertThat(send(channel, "http://elsewhere.example/"))
                .isInstanceOfSatisfying(
                        Submission.NotSent.class,
                        notSent -> assertThat(notSent.code()).isEqualTo("unknown-address"));
    }

    private static Submission send(Channel channel, String endpoint) {
        return channel.send(new Message("k1", endpoint, "橙色预警"))
                .toCompletableFuture()
                .join();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected String address() {
        return "control";
    }

    @Override
    protected List<String> arrived() {
        return texts;
    }

    @Override
    protected void cutOff() {
        receiver.stop();
    }
}
