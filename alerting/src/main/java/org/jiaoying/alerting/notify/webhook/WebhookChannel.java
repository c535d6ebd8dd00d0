package org.jiaoying.alerting.notify.webhook;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.notify.web.Signatures;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.alerting.view.TextJson;

/**
 * A signed request to another system, in the form of Standard Webhooks: {@code webhook-id} is the key, the same for every try;
 * {@code webhook-signature} is {@code v1,} and the HMAC-SHA256 of {@code id.timestamp.body} in Base64. Whoever takes it answers
 * 2xx; what fails with 5xx is tried again.
 */
public final class WebhookChannel implements Channel {
    private static final int MAX_LENGTH = 4_000;
    private static final int WINDOW = 16;

    /** Another system that is told. */
    public record Endpoint(String name, URI url, String secret) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Map<String, Endpoint> endpoints;
    private final WebCaller web;
    private final InstantSource clock;
    private final Rate rate;

    public WebhookChannel(List<Endpoint> endpoints, WebCaller web, InstantSource clock, Rate rate) {
        this.endpoints = endpoints.stream().collect(Collectors.toMap(Endpoint::name, endpoint -> endpoint));
        this.web = web;
        this.clock = clock;
        this.rate = rate;
    }

    @Override
    public String name() {
        return ChannelName.WEBHOOK.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, MAX_LENGTH, false, false, rate);
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public Duration handOverWithin() {
        return web.within().multipliedBy(2);
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        Endpoint endpoint = endpoints.get(message.address());
        if (endpoint == null) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("unknown-address", "no endpoint is named " + message.address(), false));
        }
        String carrier = name() + "/" + endpoint.name();
        String body = body(message).encode();
        return web.post(endpoint.url(), headers(endpoint, message.key(), body), body)
                .map(answer -> read(carrier, message.key(), answer))
                .otherwise(failure -> WebCaller.failed(carrier, failure))
                .toCompletionStage();
    }

    private static Submission read(String carrier, String key, WebCaller.Answer answer) {
        return answer.status() >= 200 && answer.status() < 300
                ? new Submission.Accepted(carrier, List.of(key))
                : WebCaller.refused(carrier, answer);
    }

    private Map<String, String> headers(Endpoint endpoint, String key, String body) {
        long seconds = clock.instant().getEpochSecond();
        byte[] signature = Signatures.hmac(endpoint.secret(), key + "." + seconds + "." + body);
        return Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "webhook-id",
                key,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(signature),
                "Idempotency-Key",
                "\"" + key + "\"");
    }

    private static JsonObject body(Message message) {
        var body = new JsonObject().put("id", message.key()).put("text", message.text());
        Particulars about = message.particulars();
        if (about == null) {
            return body.put("type", "notice");
        }
        return body.put("type", "call")
                .put("warning", about.warningId())
                .put("drill", about.drill())
                .put("level", about.level().code())
                .put("hazard", about.hazard().code())
                .put("enterprise", about.site().enterprise())
                .put("site", about.site().site())
                .put("place", TextJson.of(about.place()))
                .put("reason", TextJson.of(about.reason()))
                .put("value", about.value())
                .put("limit", about.limit())
                .put("unit", about.unit())
                .put("at", about.at().toString())
                .put("cleared", about.cleared())
                .put("code", about.code());
    }
}
