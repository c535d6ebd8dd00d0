package org.jiaoying.alerting.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Optional;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.link.LinkTaker;
import org.jiaoying.alerting.live.LiveStream;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.signin.Accounts;
import org.jiaoying.alerting.signin.SignIn;
import org.jiaoying.alerting.store.ReadStores;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.warning.Warnings;

/** Serves the API, the live stream and the duty console. Several may run side by side on one database. */
public final class ApiServer {

    /**
     * What it serves from.
     *
     * @param clock of the data
     * @param deskClock of people at a desk: sessions and throttling go by it; the wall, also where the data's clock runs faster
     */
    public record Parts(
            ReadStores stores,
            Transactions transactions,
            Warnings warnings,
            LinkTaker links,
            Rules rules,
            Channels channels,
            InstantSource clock,
            InstantSource deskClock,
            PrometheusMeterRegistry meters) {}

    private final HttpServer server;
    private final LiveStream stream;
    private final SignIn signIn;
    private final Accounts accounts;

    private ApiServer(HttpServer server, LiveStream stream, SignIn signIn, Accounts accounts) {
        this.server = server;
        this.stream = stream;
        this.signIn = signIn;
        this.accounts = accounts;
    }

    /**
     * Starts it; completes when requests are answered.
     *
     * @throws MapException before anything is started, if the map's outline or tile service cannot be used
     */
    public static Future<ApiServer> start(Vertx vertx, HttpSettings settings, Parts parts) {
        var outline = MapOutline.of(settings.mapOutline());
        var tiles = MapTiles.of(settings.mapTiles());
        ReadStores stores = parts.stores();
        var signIn = new SignIn(vertx, stores.accounts(), stores.sessions(), parts.transactions(), parts.deskClock());
        var accounts = new Accounts(stores.accounts(), parts.transactions(), signIn);
        var stream = new LiveStream(
                vertx, stores.notices(), stores.live(), stores.warnings(), parts.clock(), settings.heartbeat());
        parts.meters().gauge("jiaoying.http.live.readers", stream, LiveStream::readers);
        var routes = new ApiRoutes(vertx, settings, parts, signIn, accounts, stream, new MapRoute(outline, tiles));
        return stream.start()
                .compose(started -> routes.router())
                .compose(api -> vertx.createHttpServer(options(settings))
                        .requestHandler(root(vertx, api, tiles, links(settings, parts, signIn)))
                        .listen())
                .map(server -> new ApiServer(server, stream, signIn, accounts))
                .onFailure(failure -> signIn.close());
    }

    private static HttpServerOptions options(HttpSettings settings) {
        // A connection on which nothing moves for a minute is closed; a live stream moves with each heartbeat.
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(60)
                .setHandle100ContinueAutomatically(true);
    }

    /** Empty where texts carry no links. */
    private static Optional<LinkRoutes> links(HttpSettings settings, Parts parts, SignIn signIn) {
        return settings.publicUrl().isEmpty()
                ? Optional.empty()
                : Optional.of(new LinkRoutes(parts, settings, new Guard(signIn, settings)));
    }

    private static Router root(Vertx vertx, Router api, MapTiles tiles, Optional<LinkRoutes> links) {
        Router root = Router.router(vertx);
        root.route().handler(ConsoleFiles.protect(tiles));
        // Before what answers failures with problem documents: here people read the answer.
        links.ifPresent(routes -> routes.on(root));
        root.route().failureHandler(Problems::answer);
        root.route("/api/v1/*").subRouter(api);
        root.get("/metrics").handler(context -> context.reroute("/api/v1/metrics"));
        ConsoleFiles.on(root);
        for (int status : new int[] {400, 404, 405, 406, 413, 415}) {
            root.errorHandler(status, Problems::answer);
        }
        return root;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** The accounts, as for creating the first ones. */
    public Accounts accounts() {
        return accounts;
    }

    /** Ends the live streams, then stops listening. */
    public Future<Void> close() {
        return stream.close().compose(ended -> server.close()).onComplete(closed -> signIn.close());
    }
}
