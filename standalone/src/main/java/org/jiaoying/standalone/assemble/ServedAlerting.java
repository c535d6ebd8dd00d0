package org.jiaoying.standalone.assemble;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.Alerting;
import org.jiaoying.alerting.AlertingConfig;
import org.jiaoying.alerting.AlertingMain;
import org.jiaoying.alerting.http.ApiServer;
import org.jiaoying.alerting.http.HttpSettings;
import org.jiaoying.alerting.link.LinkMaker;
import org.jiaoying.alerting.signin.AccountChange;

/** Alerting with its HTTP interface and the duty console on top. */
public final class ServedAlerting implements AutoCloseable {
    private final Alerting alerting;
    private final ApiServer server;

    private ServedAlerting(Alerting alerting, ApiServer server) {
        this.alerting = alerting;
        this.server = server;
    }

    /**
     * Starts both; blocks until requests are answered.
     *
     * @param clock of the data
     * @param wall of the people at a desk: sessions go by it
     */
    public static ServedAlerting start(
            AlertingConfig config,
            HttpSettings http,
            InstantSource clock,
            InstantSource wall,
            PrometheusMeterRegistry meters) {
        Alerting alerting = Alerting.start(config, clock, meters, new LinkMaker(http.publicUrl()));
        try {
            return new ServedAlerting(alerting, AlertingMain.serve(alerting, config, http, clock, wall, meters));
        } catch (RuntimeException e) {
            alerting.close();
            throw e;
        }
    }

    /** Creates those accounts that are not there yet. */
    public void introduce(List<AccountChange> accounts) {
        for (AccountChange account : accounts) {
            await(server.accounts().putIfAbsent(account, Actor.part("start")));
        }
    }

    public Alerting alerting() {
        return alerting;
    }

    /** The port of the API and the console. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            await(server.close());
        } finally {
            alerting.close();
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
