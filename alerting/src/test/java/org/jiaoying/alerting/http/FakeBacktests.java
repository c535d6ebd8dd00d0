package org.jiaoying.alerting.http;

import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules as the part does that can run detection, and only for its token: a history of one point that rose three times, judged by
 * the yellow limit of each rule.
 */
public final class FakeBacktests implements AutoCloseable {
    /** Half an hour apart, each for ten minutes. */
    private static final double[] PEAKS = {0.75, 0.9, 1.2};

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger hungUp = new AtomicInteger();
    private volatile @Nullable String refusal;
    private volatile boolean silent;

    private FakeBacktests() {
        server = await(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    public static FakeBacktests open() {
        return new FakeBacktests();
    }

    private void take(HttpServerRequest request) {
        request.connection().closeHandler(gone -> hungUp.incrementAndGet());
        request.body().onSuccess(body -> {
            asked.add(new JsonObject(body));
            if (!("Bearer " + Served.BACKTEST_TOKEN).equals(request.getHeader("Authorization"))) {
                request.response().setStatusCode(401).end();
            } else if (refusal != null) {
                request.response()
                        .setStatusCode(422)
                        .end(new JsonObject().put("code", refusal).encode());
            } else if (!silent) {
                request.response().end(answer(new JsonObject(body)).encode());
            }
        });
    }

    private static JsonObject answer(JsonObject question) {
        var runs = new JsonArray();
        for (Object rule : question.getJsonArray("rules")) {
            var document = new JsonObject((String) rule);
            runs.add(new JsonObject()
                    .put("transitions", found(document, Instant.parse(question.getString("to"))))
                    .put("faults", new JsonArray()));
        }
        return new JsonObject().put("messages", 1_440).put("runs", runs);
    }

    /** The yellow limit as a number: what the others refer to would be in the register. */
    private static JsonArray found(JsonObject rule, Instant to) {
        Map<Level, Double> limits = new TreeMap<>();
        for (Map.Entry<String, Object> limit : rule.getJsonObject("levels")) {
            if (limit.getValue() instanceof Number value) {
                limits.put(Level.valueOf(limit.getKey().toUpperCase(java.util.Locale.ROOT)), value.doubleValue());
            }
        }
        var found = new JsonArray();
        for (int i = 0; i < PEAKS.length; i++) {
            Instant at = to.minusSeconds(1_800L * (PEAKS.length - i));
            for (BreachTransition step : steps(rule.getString("id"), limits, at, PEAKS[i])) {
                found.add(BreachCodec.encode(new BreachEntry.Transition(step)));
            }
        }
        return found;
    }

    private static List<BreachTransition> steps(String rule, Map<Level, Double> limits, Instant at, double peak) {
        var steps = new ArrayList<BreachTransition>();
        limits.forEach((level, limit) -> {
            if (peak > limit) {
                steps.add(step(rule, at, steps.size() + 1, level, peak, limit));
            }
        });
        if (!steps.isEmpty()) {
            BreachTransition last = steps.get(steps.size() - 1);
            steps.add(new BreachTransition(
                    last.breachId(),
                    steps.size() + 1,
                    Change.CLEARED,
                    rule,
                    1,
                    last.hazard(),
                    last.device(),
                    last.zone(),
                    last.point(),
                    last.level(),
                    at.plusSeconds(600),
                    at.plusSeconds(600),
                    0.4,
                    last.limit(),
                    "%",
                    false,
                    last.reason()));
        }
        return steps;
    }

    private static BreachTransition step(
            String rule, Instant at, int revision, Level level, double value, double limit) {
        return new BreachTransition(
                rule + "@" + at,
                revision,
                revision == 1 ? Change.OPENED : Change.RAISED,
                rule,
                1,
                org.jiaoying.domain.Hazard.GAS,
                DeviceKey.parse("demo-mine/north/gas-1"),
                "face",
                "ch4",
                level,
                at,
                at,
                value,
                limit,
                "%",
                false,
                new Text("甲烷浓度超过报警值", "Methane over the alarm limit"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<JsonObject> asked() {
        return asked;
    }

    /** Connections that were closed. */
    public int hungUp() {
        return hungUp.get();
    }

    void refuse(String code) {
        refusal = code;
    }

    /** As while a long one is under way. */
    public void keepSilent(boolean wanted) {
        silent = wanted;
    }

    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
    }
}
