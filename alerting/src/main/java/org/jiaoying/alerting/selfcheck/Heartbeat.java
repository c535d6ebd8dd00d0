package org.jiaoying.alerting.selfcheck;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an outside watcher that all is well, by a GET; says nothing otherwise, so that the watcher raises its voice. */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final HttpClient client;
    private final String url;

    /** @param url empty: there is no watcher */
    public Heartbeat(Vertx vertx, String url) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(5_000));
        this.url = url;
    }

    /** @return whether the watcher was told and has it */
    public Future<Boolean> beat(List<Finding> findings) {
        if (url.isEmpty() || !findings.stream().allMatch(Finding::ok)) {
            return Future.succeededFuture(false);
        }
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setIdleTimeout(5_000))
                .compose(request -> request.send())
                .map(response -> response.statusCode() < 300)
                .otherwise(failure -> {
                    LOG.warn("the outside watcher could not be told: {}", failure.getMessage());
                    return false;
                });
    }
}
