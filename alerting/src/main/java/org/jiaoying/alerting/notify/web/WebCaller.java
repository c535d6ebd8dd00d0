package org.jiaoying.alerting.notify.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * Calls other people's systems over HTTP. Whatever they answer, it takes so long at most, no more than {@value #MOST_BYTES}
 * bytes of the answer are kept, and a redirect is not followed.
 */
public final class WebCaller {
    static final int MOST_BYTES = 64 * 1024;
    private static final int CONNECTIONS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What was answered. The body is cut where it is too long. */
    public record Answer(int status, String body, Duration retryAfter) {}

    /** The request did not leave: what it would have said certainly did not arrive. */
    public static final class NotLeftException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotLeftException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final Destinations destinations;
    private final Duration within;

    /** @param within how long one request may take, its answer included */
    public WebCaller(Vertx vertx, boolean allowPrivate, Duration within) {
        this.vertx = vertx;
        this.destinations = new Destinations(allowPrivate);
        this.within = within;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) within.toMillis())
                        .setMaxHeaderSize(16 * 1024)
                        .setVerifyHost(true)
                        .setIdleTimeout(60),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    public Duration within() {
        return within;
    }

    /** Fails with {@link NotLeftException} where nothing was sent, with anything else where nobody knows. */
    public Future<Answer> post(URI uri, Map<String, String> headers, String body) {
        return request(HttpMethod.POST, uri, headers, body);
    }

    /** The same by another method. */
    public Future<Answer> request(HttpMethod method, URI uri, Map<String, String> headers, String body) {
        var underWay = new AtomicReference<HttpClientRequest>();
        return vertx.<InetAddress>executeBlocking(() -> destinations.of(uri), false)
                .compose(address -> client.request(options(method, uri, headers, address)))
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(new NotLeftException(failure)))
                .compose(request -> {
                    underWay.set(request);
                    return request.send(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)))
                            .compose(response -> read(request, response))
                            .timeout(within.toMillis(), TimeUnit.MILLISECONDS);
                })
                .onFailure(failure -> {
                    HttpClientRequest request = underWay.get();
                    if (request != null) {
                        request.reset();
                    }
                });
    }

    private static RequestOptions options(
            HttpMethod method, URI uri, Map<String, String> headers, InetAddress address) {
        boolean tls = uri.getScheme().equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        headers.forEach(options::putHeader);
        return options;
    }

    private static Future<Answer> read(HttpClientRequest request, HttpClientResponse response) {
        Promise<Answer> read = Promise.promise();
        var body = Buffer.buffer();
        response.handler(chunk -> {
            int room = MOST_BYTES - body.length();
            body.appendBuffer(chunk.length() <= room ? chunk : chunk.slice(0, Math.max(0, room)));
            if (chunk.length() > room) {
                read.tryComplete(answer(response, body));
                request.reset();
            }
        });
        response.exceptionHandler(read::tryFail);
        response.endHandler(end -> read.tryComplete(answer(response, body)));
        return read.future();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        return new Answer(
                response.statusCode(),
                body.toString(StandardCharsets.UTF_8),
                retryAfter(response.getHeader("Retry-After")));
    }

    private static Duration retryAfter(@org.jspecify.annotations.Nullable String header) {
        if (header == null || !header.strip().matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header.strip()));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** What a failed request means for what it carried. */
    public static Submission failed(String carrier, Throwable failure) {
        if (failure instanceof NotLeftException notLeft) {
            if (notLeft.getCause() instanceof Destinations.NotAllowedException refused) {
                return new Submission.NotSent("not-allowed", String.valueOf(refused.getMessage()), false);
            }
            return new Submission.NotSent("not-connected", carrier + ": " + notLeft.getMessage(), true);
        }
        String what = failure instanceof TimeoutException ? "no answer in time" : String.valueOf(failure.getMessage());
        return new Submission.Unknown(carrier + ": " + what);
    }

    /** What a status that is no success means for what the request carried. */
    public static Submission.NotSent refused(String carrier, Answer answer) {
        int status = answer.status();
        boolean busy = status == 429 || status == 408 || status >= 500;
        String reason = carrier + " answered " + status;
        return new Submission.NotSent(busy ? "busy" : "refused", reason, busy, answer.retryAfter());
    }
}
