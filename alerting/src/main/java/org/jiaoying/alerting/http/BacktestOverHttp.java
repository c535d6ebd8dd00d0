package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has rules tried on stored history by the part that can run detection: {@code POST /backtests} with {@code {"site", "from", "to",
 * "rules": [JSON as text]}}, answered with what each found, as records of topic {@code breaches}.
 */
final class BacktestOverHttp {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestOverHttp.class);
    /** Longer than the other side takes at most, and less than a connection of the console may be still. */
    private static final long PATIENCE_SECONDS = 55;

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Map<String, ApiException> REFUSALS = Map.of(
            "too-many-messages",
            new ApiException(
                    422,
                    "backtest-too-large",
                    "这段时间的数据太多，无法当场试算。请缩短时间，或只选一个场所。",
                    "There are too many data in that time. Choose a shorter time, or one site."),
            "too-long-a-time",
            new ApiException(
                    422,
                    "backtest-too-large",
                    "这段时间超过试算的上限，请缩短。",
                    "That time is longer than may be tried. Choose a shorter one."),
            "too-much-found",
            new ApiException(
                    422,
                    "backtest-finds-too-much",
                    "这条规则在这段时间会发现上万次越限，无法逐条列出：限值可能设得太紧。请检查限值，或缩短时间。",
                    "In that time this rule would find breaches by the ten thousand, too many to list: its limits may be too tight."
                            + " Look at them, or choose a shorter time."),
            "busy",
            new ApiException(
                    503,
                    "backtests-busy",
                    "正在为别人试算，请过一分钟再试。",
                    "Rules of others are being tried. Try again in a minute."),
            "took-too-long",
            new ApiException(
                    503,
                    "backtest-took-too-long",
                    "试算超过时限，已停止。请缩短时间，或只选一个场所。",
                    "It took too long and was stopped. Choose a shorter time, or one site."));

    private final HttpClient client;
    private final String url;
    private final String token;

    /** @param token empty if the other side wants none */
    BacktestOverHttp(Vertx vertx, String url, String token) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(5_000));
        this.url = url.replaceFirst("/+$", "");
        this.token = token;
    }

    /** What one rule found. */
    record Run(List<BreachTransition> transitions, JsonArray faults) {}

    /**
     * What came of it.
     *
     * @param messages of devices that were gone through
     */
    record Result(long messages, List<Run> runs) {}

    /** A question under way; to hang up ends it on the other side as well. */
    static final class Asking {
        private final Promise<HttpClientRequest> request = Promise.promise();
        private final Future<Result> result;

        private Asking(BacktestOverHttp other, JsonObject question) {
            result = other.client
                    .request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(other.url + "/backtests"))
                    .onSuccess(request::tryComplete)
                    .compose(opened -> other.send(opened, question.toBuffer()))
                    .compose(BacktestOverHttp::read)
                    .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .onFailure(failure -> hangUp())
                    .recover(BacktestOverHttp::told);
        }

        Future<Result> result() {
            return result;
        }

        void hangUp() {
            request.future().onSuccess(opened -> opened.reset());
        }
    }

    /** @param site null for all */
    Asking ask(@Nullable SiteKey site, Instant from, Instant to, List<Rule> rules) {
        var texts = new JsonArray();
        rules.forEach(rule -> texts.add(RuleJson.write(rule)));
        return new Asking(
                this,
                new JsonObject()
                        .put("site", site == null ? null : site.toString())
                        .put("from", from.toString())
                        .put("to", to.toString())
                        .put("rules", texts));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, Buffer question) {
        return (token.isEmpty() ? request : request.putHeader("Authorization", "Bearer " + token)).send(question);
    }

    private static Future<Result> read(HttpClientResponse response) {
        return response.body().map(body -> {
            if (body.length() > MAX_BYTES) {
                throw new IllegalStateException("the backtest is " + body.length() + " bytes");
            }
            if (response.statusCode() != 200) {
                throw refusal(response.statusCode(), body);
            }
            return result(new JsonObject(body));
        });
    }

    private static RuntimeException refusal(int status, Buffer body) {
        String code = status == 401 ? "unauthorized" : new JsonObject(body).getString("code", "");
        ApiException known = REFUSALS.get(code);
        return known == null ? new IllegalStateException("backtests answer " + status + " " + code) : known;
    }

    private static Result result(JsonObject answer) {
        var runs = new ArrayList<Run>();
        JsonArray all = answer.getJsonArray("runs");
        for (int i = 0; i < all.size(); i++) {
            JsonObject run = all.getJsonObject(i);
            JsonArray records = run.getJsonArray("transitions");
            var transitions = new ArrayList<BreachTransition>();
            for (int j = 0; j < records.size(); j++) {
                if (BreachCodec.decode(records.getBinary(j)) instanceof BreachEntry.Transition step) {
                    transitions.add(step.transition());
                }
            }
            runs.add(new Run(List.copyOf(transitions), run.getJsonArray("faults")));
        }
        return new Result(answer.getLong("messages"), List.copyOf(runs));
    }

    private static Future<Result> told(Throwable failure) {
        if (failure instanceof ApiException known) {
            return Future.failedFuture(known);
        }
        LOG.warn("a rule cannot be tried: {}", failure.toString());
        return Future.failedFuture(new ApiException(
                503,
                "no-backtest",
                new Text("暂时无法试算，请稍后重试。", "Rules cannot be tried for now. Try again later."),
                Map.of()));
    }
}
