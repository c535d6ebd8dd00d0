package org.jiaoying.alerting.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jiaoying.alerting.link.LinkTaker;
import org.jiaoying.alerting.link.Press;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.signin.Attempts;
import org.jiaoying.alerting.store.LinkStore.OpenLink;
import org.jiaoying.alerting.store.WarningDetails;
import org.jiaoying.alerting.store.WarningViews;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.WarningView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages behind the links in texts. The end of the link is the only key: nobody signs in. A link that is not open, for
 * whatever reason, is answered with one and the same page; addresses that try many are slowed down.
 */
final class LinkRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRoutes.class);
    private static final int MAX_BODY_BYTES = 1_024;

    private final LinkTaker links;
    private final WarningViews views;
    private final WarningDetails details;
    private final Rules rules;
    private final InstantSource deskClock;
    private final MeterRegistry meters;
    private final Guard guard;
    private final String ownOrigin;
    private final String ownPath;
    private final Attempts attempts = new Attempts();

    LinkRoutes(ApiServer.Parts parts, HttpSettings settings, Guard guard) {
        this.links = parts.links();
        this.views = parts.stores().warnings();
        this.details = parts.stores().details();
        this.rules = parts.rules();
        this.deskClock = parts.deskClock();
        this.meters = parts.meters();
        this.guard = guard;
        URI own = URI.create(settings.publicUrl());
        this.ownOrigin = own.getScheme() + "://" + own.getRawAuthority();
        this.ownPath = own.getRawPath();
    }

    void on(Router root) {
        root.route("/w/*").handler(LinkRoutes::protect).failureHandler(this::failed);
        root.route("/w/:token").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::show);
        root.post("/w/:token/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        root.post("/w/:token/acknowledge").handler(context -> press(context, Press.ACKNOWLEDGE));
        root.post("/w/:token/help").handler(context -> press(context, Press.HELP));
        root.route("/w/*").handler(this::unknown);
    }

    /** What every answer under a link says to browsers and to what reads along. */
    private static void protect(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Robots-Tag", "noindex, nofollow")
                .putHeader(HttpHeaders.VARY, "Accept-Language");
        context.next();
    }

    private void show(RoutingContext context) {
        if (tooEarly(context)) {
            return;
        }
        links.open(token(context))
                .compose(found ->
                        found.isEmpty() ? Future.succeededFuture(Optional.<String>empty()) : page(context, found.get()))
                .onComplete(
                        page -> page.ifPresentOrElse(html -> shown(context, html), () -> unknown(context)),
                        context::fail);
    }

    private Future<Optional<String>> page(RoutingContext context, OpenLink link) {
        return views.find(Scope.ALL, link.warningId()).compose(view -> {
            WarningView warning = view.orElseThrow();
            return details.responses(warning.id())
                    .compose(responses -> advice(warning)
                            .map(advice -> new LinkPage(
                                            language(context),
                                            ownPath,
                                            token(context),
                                            new LinkPage.Material(link, warning, responses, advice.orElse(null)))
                                    .html()))
                    .map(Optional::of);
        });
    }

    /** What the rule says to do first; empty where no rule is behind the warning, as in a drill, or it cannot be read. */
    private Future<Optional<JsonObject>> advice(WarningView warning) {
        String breach = warning.topBreach();
        return breach == null
                ? Future.succeededFuture(Optional.empty())
                : details.subject(warning.id(), breach)
                        .compose(subject -> subject.isEmpty()
                                ? Future.succeededFuture(Optional.<JsonObject>empty())
                                : SurroundingsRoute.rule(rules, subject.get())
                                        .map(rule ->
                                                Optional.ofNullable(rule).map(said -> said.getJsonObject("advice"))));
    }

    private void shown(RoutingContext context, String html) {
        known(context);
        count("opened");
        send(context, 200, html);
    }

    private void press(RoutingContext context, Press press) {
        if (comesFromElsewhere(context.request())) {
            count("cross-site");
            send(context, 403, LinkNotice.CROSS_SITE.html(ownPath));
            return;
        }
        if (tooEarly(context)) {
            return;
        }
        Language language = language(context);
        links.take(token(context), press, language.of(press.text()))
                .onComplete(outcome -> pressed(context, press, language, outcome), context::fail);
    }

    /** Back to the page, which says what is recorded: reloading it then presses nothing. */
    private void pressed(RoutingContext context, Press press, Language language, LinkTaker.Outcome outcome) {
        if (outcome == LinkTaker.Outcome.UNKNOWN) {
            unknown(context);
            return;
        }
        known(context);
        count(outcome == LinkTaker.Outcome.TAKEN ? press.name().toLowerCase(Locale.ROOT) : "repeated");
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, ownPath + "/w/" + token(context) + "?lang=" + language.of("zh", "en"))
                .end();
    }

    private void unknown(RoutingContext context) {
        count("unknown");
        send(context, 404, LinkNotice.UNKNOWN.html(ownPath));
    }

    /** Counts an attempt of this address, unless too many failed: then says so. */
    private boolean tooEarly(RoutingContext context) {
        Duration wait = attempts.begin(guard.address(context.request()), deskClock.instant());
        if (wait.isZero()) {
            return false;
        }
        count("throttled");
        context.response()
                .putHeader(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        send(context, 429, LinkNotice.TOO_MANY.html(ownPath));
        return true;
    }

    private void known(RoutingContext context) {
        attempts.succeeded(guard.address(context.request()));
    }

    /**
     * Browsers say where a form comes from: by {@code Sec-Fetch-Site}; older ones by {@code Origin}, which is {@code null} where
     * the page asks for no referrer, as this one does.
     */
    private boolean comesFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.equals("null") && !origin.equals(ownOrigin);
    }

    private static Language language(RoutingContext context) {
        String asked = context.request().getParam("lang");
        if (asked == null) {
            return Problems.speaksEnglish(context) ? Language.EN : Language.ZH;
        }
        return asked.equals("en") ? Language.EN : Language.ZH;
    }

    private static String token(RoutingContext context) {
        return context.pathParam("token");
    }

    private void count(String outcome) {
        meters.counter("jiaoying.links", "outcome", outcome).increment();
    }

    /** Whoever was called must not stand before a machine's words: the text itself can be answered. */
    private void failed(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        int status = context.failure() instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status == 404 || status == 405 || status == 413) {
            send(context, status == 413 ? 413 : 404, LinkNotice.UNKNOWN.html(ownPath));
            return;
        }
        LOG.error("a link could not be served", context.failure());
        send(context, 500, LinkNotice.FAILED.html(ownPath));
    }

    private static void send(RoutingContext context, int status, String html) {
        HttpServerResponse response = context.response().setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8").end(html);
    }
}
