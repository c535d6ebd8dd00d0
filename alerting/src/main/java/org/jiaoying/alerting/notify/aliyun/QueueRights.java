package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for the right to each queue ({@code QueryTokenForMnsQueue} of Dybaseapi, 2017-05-25) and keeps it for some minutes. When
 * the platform says it ends is not read: the platform's clock and ours need not agree.
 */
final class QueueRights {
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** @param until by our clock */
    private record Kept(QueueRight right, Instant until) {}

    private final Vertx vertx;
    private final AliyunQueueSettings settings;
    private final InstantSource clock;
    private final Client client;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    QueueRights(Vertx vertx, AliyunQueueSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        try {
            this.client = new Client(new Config()
                    .setAccessKeyId(settings.accessKeyId())
                    .setAccessKeySecret(settings.accessKeySecret())
                    .setEndpoint(settings.endpoint())
                    .setProtocol(protocol())
                    .setConnectTimeout((int) settings.within().toMillis())
                    .setReadTimeout((int) settings.within().toMillis()));
        } catch (Exception e) {
            throw new IllegalArgumentException("the settings of " + settings + " are of no use", e);
        }
    }

    private String protocol() {
        return settings.tls() ? "HTTPS" : "HTTP";
    }

    Future<QueueRight> of(String queue, QueueKind kind) {
        Kept held = kept.get(queue);
        if (held != null && clock.instant().isBefore(held.until())) {
            return Future.succeededFuture(held.right());
        }
        return vertx.executeBlocking(() -> ask(queue, kind), false)
                .onSuccess(
                        right -> kept.put(queue, new Kept(right, clock.instant().plus(KEPT))));
    }

    /** The platform did not accept it: the next one is asked for anew. */
    void drop(String queue) {
        kept.remove(queue);
    }

    private QueueRight ask(String queue, QueueKind kind) throws Exception {
        var params = new Params()
                .setAction("QueryTokenForMnsQueue")
                .setVersion("2017-05-25")
                .setProtocol(protocol())
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        var request = new OpenApiRequest().setQuery(Map.of("MessageType", kind.word(), "QueueName", queue));
        var once = new RuntimeOptions()
                .setAutoretry(false)
                .setMaxAttempts(1)
                .setConnectTimeout((int) settings.within().toMillis())
                .setReadTimeout((int) settings.within().toMillis());
        if (client.callApi(params, request, once).get("body") instanceof Map<?, ?> body
                && body.get("MessageTokenDTO") instanceof Map<?, ?> right
                && right.get("AccessKeyId") instanceof String keyId
                && right.get("AccessKeySecret") instanceof String keySecret
                && right.get("SecurityToken") instanceof String token) {
            return new QueueRight(keyId, keySecret, token);
        }
        throw new IllegalStateException("the platform gave no right to " + queue);
    }
}
