package org.jiaoying.alerting.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The duty console's files, and the two libraries they use, from the class path. */
final class ConsoleFiles {
    /** Everything from here and nothing from elsewhere but the map's tiles; no inline script or style, no eval, no frame. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:%s;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private ConsoleFiles() {}

    static void on(Router router) {
        router.get("/").handler(context -> context.redirect("/console/"));
        router.get("/console/*").handler(context -> {
            if (context.request().path().equals("/console")) {
                // Without the slash the page's files would be looked for beside it.
                context.redirect("/console/");
                return;
            }
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            context.next();
        });
        router.get("/console/*")
                .handler(StaticHandler.create("console")
                        .setIndexPage("index.html")
                        .setCachingEnabled(false));
        router.get("/webjars/vue/*").handler(library("vue"));
        router.get("/webjars/echarts/*").handler(library("echarts"));
    }

    /** Their paths name the version, so that a browser may keep them for good. */
    private static StaticHandler library(String name) {
        return StaticHandler.create("META-INF/resources/webjars/" + name)
                .setDirectoryListing(false)
                .setMaxAgeSeconds(31_536_000);
    }

    /** Has every answer tell browsers what they may load. */
    static Handler<RoutingContext> protect(MapTiles tiles) {
        String policy = CONTENT_POLICY.formatted(tiles.origin().isEmpty() ? "" : " " + tiles.origin());
        return context -> protect(context, policy);
    }

    private static void protect(RoutingContext context, String contentPolicy) {
        context.response()
                .putHeader("Content-Security-Policy", contentPolicy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        context.next();
    }
}
