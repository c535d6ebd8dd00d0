package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiaoying.alerting.fixture.StandIn;

/**
 * Aliyun's queues on this machine, as its documents say: lends rights by QueryTokenForMnsQueue, hands out messages until they are
 * deleted, and refuses what is not signed by a right that it lent.
 */
final class AliyunQueueApi implements AutoCloseable {
    static final String REPLIES = "Alicom-Queue-1-SmsUp";
    static final String RECEIPTS = "Alicom-Queue-1-SmsReport";
    static final String CALLS = "Alicom-Queue-1-VoiceReport";

    final StandIn server = new StandIn();
    final Map<String, Map<String, String>> queues = new ConcurrentHashMap<>();
    final Set<String> lent = ConcurrentHashMap.newKeySet();
    final AtomicInteger rights = new AtomicInteger();
    final AtomicInteger handles = new AtomicInteger();

    /** What is answered instead of what is in the queues; empty: nothing else is. */
    volatile String instead = "";

    volatile int status = 200;
    volatile boolean deletesFail;

    AliyunQueueApi() {
        server.answer = this::answer;
    }

    void put(String queue, String body) {
        queues.computeIfAbsent(queue, name -> new LinkedHashMap<>())
                .put(
                        handles.incrementAndGet() + "-ODU4OTkz==",
                        Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    }

    int left() {
        return queues.values().stream().mapToInt(Map::size).sum();
    }

    private void answer(HttpServerRequest request, StandIn.Request seen) {
        if (!seen.path().startsWith("/queues/")) {
            lend(request);
        } else if (!signed(request, seen)) {
            request.response().setStatusCode(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
        } else if (request.method().name().equals("DELETE")) {
            delete(request, seen);
        } else if (!instead.isEmpty() || status != 200) {
            request.response().setStatusCode(status).end(instead);
        } else {
            hand(request, queues.getOrDefault(seen.path().split("/")[2], Map.of()));
        }
    }

    private void lend(HttpServerRequest request) {
        int number = rights.incrementAndGet();
        lent.add("token-" + number);
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("Code", "OK")
                        .put("RequestId", "r")
                        .put(
                                "MessageTokenDTO",
                                new JsonObject()
                                        .put("AccessKeyId", "STS.1")
                                        .put("AccessKeySecret", "secret-of-right")
                                        .put("SecurityToken", "token-" + number)
                                        .put("ExpireTime", "2026-03-01 09:00:00"))
                        .encode());
    }

    private boolean signed(HttpServerRequest request, StandIn.Request seen) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("secret-of-right".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String text = request.method().name() + "\n\n" + seen.headers().get("Content-Type") + "\n"
                    + seen.headers().get("Date") + "\nx-mns-version:2015-06-06\n" + request.uri();
            String expected = "MNS STS.1:"
                    + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return expected.equals(seen.headers().get("Authorization"))
                    && lent.contains(seen.headers().getOrDefault("security-token", ""));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hand(HttpServerRequest request, Map<String, String> queue) {
        if (queue.isEmpty()) {
            request.response().setStatusCode(404).end("<Error><Code>MessageNotExist</Code></Error>");
            return;
        }
        var xml = new StringBuilder("<?xml version=\"1.0\"?><Messages xmlns=\"http://mns.aliyuncs.com/doc/v1/\">");
        queue.entrySet().stream()
                .limit(8)
                .forEach(entry -> xml.append("<Message><MessageId>m</MessageId><ReceiptHandle>")
                        .append(entry.getKey())
                        .append("</ReceiptHandle><MessageBody>")
                        .append(entry.getValue())
                        .append("</MessageBody></Message>"));
        request.response().end(xml.append("</Messages>").toString());
    }

    private void delete(HttpServerRequest request, StandIn.Request seen) {
        if (deletesFail) {
            request.response().setStatusCode(500).end();
            return;
        }
        queues.values().forEach(queue -> queue.remove(seen.query().get("ReceiptHandle")));
        request.response().setStatusCode(204).end();
    }

    AliyunQueueSettings settings() {
        return new AliyunQueueSettings(
                "id-of-key",
                "secret-of-key",
                "127.0.0.1:" + server.port(),
                false,
                server.at(""),
                List.of(REPLIES, RECEIPTS, CALLS),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3));
    }

    @Override
    public void close() {
        server.close();
    }
}
