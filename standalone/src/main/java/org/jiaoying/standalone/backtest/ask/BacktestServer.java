package org.jiaoying.standalone.backtest.ask;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.standalone.backtest.InForce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code POST /backtests} (see {@link Asked}, {@link Answered}), {@code GET /health} and {@code GET /metrics}. Failures are {@code {"code",
 * "detail"}}.
 *
 * <ol>
 *   <li>An event loop takes the question; with a bad token or no question it is refused at once.
 *   <li>The thread {@code backtests} tries one after the other; three may wait, more are refused as busy.
 *   <li>When whoever asked hangs up, or it takes too long, the thread is interrupted, and takes the next.
 * </ol>
 */
public final class BacktestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestServer.class);
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final int WAITING = 3;
    private static final String ANSWERED = "answered";
    private static final String HUNG_UP = "hung-up";

    private final Vertx vertx;
    private final AskSettings settings;
    private final PrometheusMeterRegistry meters;
    private final Trier trier;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> new Thread(task, "backtests"));
    private final HttpServer server;

    private BacktestServer(
            Vertx vertx,
            AskSettings settings,
            Archive archive,
            Supplier<InForce> inForce,
            PrometheusMeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        this.trier = new Trier(archive, inForce, settings);
        // There from the start: a figure that appears with the first failure alarms nobody.
        counter(ANSWERED);
        counter(HUNG_UP);
        for (RefusedException.Code code : RefusedException.Code.values()) {
            counter(code.wire());
        }
        this.server = await(vertx.createHttpServer(new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setIdleTimeout(60))
                .requestHandler(this::take)
                .listen());
    }

    /**
     * Starts it; blocks until questions are answered.
     *
     * @param archive closed by whoever gives it
     * @param inForce what register and baselines are now; asked for each backtest
     * @throws IllegalArgumentException if it would listen to others without a token
     */
    public static BacktestServer start(
            AskSettings settings, Archive archive, Supplier<InForce> inForce, PrometheusMeterRegistry meters) {
        var address = new InetSocketAddress(settings.host(), settings.port());
        if (settings.token().isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "without JY_BACKTEST_HTTP_TOKEN it may only listen on the loopback address, not on "
                            + settings.host());
        }
        Vertx vertx = Vertx.vertx();
        try {
            return new BacktestServer(vertx, settings, archive, inForce, meters);
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    public int port() {
        return server.actualPort();
    }

    private void take(HttpServerRequest request) {
        if (request.path().equals("/health") && request.method() == HttpMethod.GET) {
            request.response().end(new JsonObject().put("status", "up").toBuffer());
        } else if (!mayAsk(request.getHeader("Authorization"))) {
            refuse(request, 401, "unauthorized", "send Authorization: Bearer and the token");
        } else if (request.path().equals("/metrics") && request.method() == HttpMethod.GET) {
            request.response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4")
                    .end(meters.scrape());
        } else if (!request.path().equals("/backtests") || request.method() != HttpMethod.POST) {
            refuse(request, 404, "not-found", "POST /backtests, GET /health or GET /metrics");
        } else if (length(request) > MAX_BODY_BYTES) {
            refuse(request, 413, "too-large", "at most " + MAX_BODY_BYTES + " bytes");
        } else {
            request.body()
                    .map(body -> Asked.parse(body, settings.longest()))
                    .compose(asked -> tried(request, asked))
                    .onComplete(answered -> answer(request, answered.map(Answered::document)));
        }
    }

    /** What does not say how long it is is taken for too long. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,9}") ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private boolean mayAsk(String authorization) {
        return settings.token().isEmpty()
                || MessageDigest.isEqual(
                        ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8),
                        String.valueOf(authorization).getBytes(StandardCharsets.UTF_8));
    }

    private Future<Answered> tried(HttpServerRequest request, Asked asked) {
        Promise<Answered> answered = Promise.promise();
        java.util.concurrent.Future<?> running;
        try {
            running = thread.submit(() -> {
                try {
                    answered.tryComplete(trier.answer(asked));
                } catch (Exception | LinkageError e) {
                    answered.tryFail(e);
                }
            });
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(
                    new RefusedException(RefusedException.Code.BUSY, "one is under way and " + WAITING + " wait"));
        }
        long late = vertx.setTimer(
                settings.within().toMillis(),
                timer -> answered.tryFail(new RefusedException(
                        RefusedException.Code.TOOK_TOO_LONG, "not done within " + settings.within())));
        request.connection().closeHandler(gone -> answered.tryFail("whoever asked hung up"));
        return answered.future().onComplete(done -> {
            vertx.cancelTimer(late);
            // Does nothing where it is over.
            running.cancel(true);
            thread.purge();
        });
    }

    private void answer(HttpServerRequest request, io.vertx.core.AsyncResult<JsonObject> answered) {
        if (request.response().closed()) {
            count(HUNG_UP);
            return;
        }
        if (answered.succeeded()) {
            count(ANSWERED);
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(answered.result().toBuffer());
            return;
        }
        RefusedException.Code code =
                answered.cause() instanceof RefusedException refused ? refused.code() : RefusedException.Code.FAILED;
        if (code == RefusedException.Code.FAILED) {
            LOG.error("a backtest failed", answered.cause());
        }
        String detail = code == RefusedException.Code.FAILED
                ? "it failed; the log says why"
                : String.valueOf(answered.cause().getMessage());
        refuse(request, code.status, code.wire(), detail);
    }

    private void refuse(HttpServerRequest request, int status, String code, String detail) {
        count(code);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("code", code).put("detail", detail).toBuffer());
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return meters.counter("jiaoying.backtests", "outcome", outcome);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(server.close());
        thread.shutdownNow();
        await(vertx.close());
    }
}
