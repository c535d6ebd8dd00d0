package org.jiaoying.alerting.notify.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.List;
import org.jiaoying.alerting.notify.web.Signatures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port of its own for carriers and other systems, which come from outside and cannot sign in; people's pages are
 * not here. Bounded in size and time. Whoever brings something is told that we have it only when it is safe; what fails is
 * answered with 503, so that they bring it again.
 */
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int MOST_BYTES = 512 * 1024;
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final DoorSettings settings;
    private final List<Entrance> entrances;
    private final MeterRegistry meters;
    private HttpServer server;

    public Door(Vertx vertx, DoorSettings settings, List<Entrance> entrances, MeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.entrances = List.copyOf(entrances);
        this.meters = meters;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxHeaderSize(16 * 1024)
                .setIdleTimeout(IDLE_SECONDS));
    }

    /** Blocks until it listens. */
    public void start() {
        Router router = Router.router(vertx);
        for (Entrance entrance : entrances) {
            String path = (entrance.guarded() ? "/t/:token" : "") + entrance.path();
            Route route = router.route(HttpMethod.valueOf(entrance.method()), path);
            if (entrance.guarded()) {
                route.handler((SecurityPolicyHandler) this::admit);
            }
            if (entrance.method().equals("POST")) {
                route.handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
            }
            route.handler(context -> serve(entrance, context));
        }
        server = server.requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LOG.info("the door is at {}:{}", settings.host(), port());
    }

    public int port() {
        return server.actualPort();
    }

    private void admit(RoutingContext context) {
        String given = context.pathParam("token");
        if (!settings.token().isEmpty() && given != null && Signatures.same(given, settings.token())) {
            context.next();
        } else {
            counted("refused");
            context.response().setStatusCode(404).end();
        }
    }

    private void serve(Entrance entrance, RoutingContext context) {
        String name = context.pathParam("name");
        String body = context.body() == null ? null : context.body().asString("UTF-8");
        var request = new Entrance.Request(
                name == null ? "" : name, context.request().getHeader("Authorization"), body == null ? "" : body);
        entrance.answer()
                .apply(request)
                .onSuccess(answer -> {
                    counted(answer.status() < 300 ? "taken" : "refused");
                    context.response()
                            .setStatusCode(answer.status())
                            .putHeader("Content-Type", answer.type())
                            .end(answer.body());
                })
                .onFailure(failure -> {
                    LOG.warn("what came to {} is not safe; it is to be brought again", entrance.path(), failure);
                    counted("failed");
                    context.response().setStatusCode(503).end();
                });
    }

    private void counted(String outcome) {
        meters.counter("jiaoying.door.requests", "outcome", outcome).increment();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
