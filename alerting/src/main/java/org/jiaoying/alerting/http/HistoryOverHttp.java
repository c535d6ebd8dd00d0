package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads history back from the history part: {@code GET /history?device=E/S/D&point=P&from=T&to=T&points=N}, answered with
 * {@code {"values": [[millis, value], …]}}, and its {@code /whereabouts} and {@code /scenes}. What cannot be had is "unavailable", never an empty curve.
 */
final class HistoryOverHttp implements History {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryOverHttp.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final int MAX_BYTES = 1024 * 1024;

    private final HttpClient client;
    private final String url;
    private final String token;

    /** @param token empty if the history part wants none */
    HistoryOverHttp(Vertx vertx, String url, String token) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .setIdleTimeout(30));
        this.url = url.replaceFirst("/+$", "");
        this.token = token;
    }

    @Override
    public Future<JsonArray> values(DeviceKey device, String point, Instant from, Instant to, int points) {
        return ask(
                "/history?device=" + encoded(device.toString()) + "&point=" + encoded(point) + "&from="
                        + encoded(from.toString()) + "&to=" + encoded(to.toString()) + "&points=" + points,
                HistoryOverHttp::pairs);
    }

    @Override
    public Future<JsonArray> cards(SiteKey site, Instant from, Instant to) {
        return ask("/whereabouts?" + span(site, from, to), answer -> answer.getJsonArray("cards"));
    }

    @Override
    public Future<JsonArray> scenes(SiteKey site, Instant from, Instant to, int max) {
        return ask("/scenes?" + span(site, from, to) + "&max=" + max, answer -> answer.getJsonArray("scenes"));
    }

    private static String span(SiteKey site, Instant from, Instant to) {
        return "site=" + encoded(site.toString()) + "&from=" + encoded(from.toString()) + "&to="
                + encoded(to.toString());
    }

    private Future<JsonArray> ask(String path, Function<JsonObject, JsonArray> shape) {
        return client.request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url + path))
                .compose(this::send)
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("history answers " + response.statusCode()))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(body -> {
                    if (body.length() > MAX_BYTES) {
                        throw new IllegalStateException("history answers " + body.length() + " bytes");
                    }
                    return shape.apply(new JsonObject(body));
                })
                .recover(failure -> {
                    LOG.warn("history cannot be read: {}", failure.toString());
                    return Future.failedFuture(new ApiException(
                            503, "no-history", "历史库暂时无法读取，请稍后重试。", "History cannot be read for now. Try again later."));
                });
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        return (token.isEmpty() ? request : request.putHeader("Authorization", "Bearer " + token)).send();
    }

    /** Keeps what is a time and a number. */
    private static JsonArray pairs(JsonObject answer) {
        var pairs = new JsonArray();
        JsonArray values = answer.getJsonArray("values");
        for (int i = 0; i < values.size(); i++) {
            JsonArray pair = values.getJsonArray(i);
            if (pair.getValue(0) instanceof Number time && pair.getValue(1) instanceof Number value) {
                pairs.add(new JsonArray().add(time.longValue()).add(value.doubleValue()));
            }
        }
        return pairs;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
