package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.fixture.StandIn;

/** Aliyun's API on this machine, as its documents say: takes SendSms and IvrCall, refuses what is not signed by the account. */
final class AliyunApi implements AutoCloseable {
    final StandIn server = new StandIn();
    final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    AliyunApi() {
        server.answer = (request, seen) -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(answer(seen).encode());
    }

    private JsonObject answer(StandIn.Request seen) {
        var parameters = new TreeMap<>(seen.query());
        for (String pair : seen.body().split("&")) {
            String[] halves = pair.split("=", 2);
            if (halves.length == 2) {
                parameters.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
            }
        }
        String signed = seen.headers().getOrDefault("Authorization", parameters.getOrDefault("Signature", ""));
        if (signed.isEmpty() || !(signed + parameters).contains("id-of-key")) {
            return new JsonObject().put("Code", "SignatureDoesNotMatch").put("Message", "no");
        }
        String action = seen.headers().getOrDefault("x-acs-action", parameters.getOrDefault("Action", ""));
        parameters.put("Action", action);
        taken.add(parameters);
        String id = "id-" + ids.incrementAndGet();
        return new JsonObject()
                .put("Code", "OK")
                .put("Message", "OK")
                .put("RequestId", "r")
                .put(action.equals("SendSms") ? "BizId" : "CallId", id);
    }

    AliyunSettings settings() {
        return new AliyunSettings(
                "id-of-key",
                "secret-of-key",
                "127.0.0.1:" + server.port(),
                false,
                "叫应",
                "SMS_1",
                "SMS_2",
                "TTS_9",
                Duration.ofSeconds(3),
                Rate.perSecond(100));
    }

    @Override
    public void close() {
        server.close();
    }
}
