package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.jiaoying.alerting.rest.RestOrder;
import org.jiaoying.alerting.rest.Rests;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;

/** What is suppressed by design or out of service. */
final class RestRoutes {
    private final Rests rests;

    RestRoutes(Rests rests) {
        this.rests = rests;
    }

    void list(RoutingContext context) {
        Answers.items(context, rests.list());
    }

    void begin(RoutingContext context) {
        JsonObject body = Answers.body(context);
        String hazard = body.getString("hazard");
        var order = new RestOrder(
                RestOrder.Kind.valueOf(constant(body.getString("kind"))),
                SiteKey.parse(body.getString("site")),
                hazard == null ? null : Hazard.valueOf(constant(hazard)),
                body.getString("device"),
                Duration.ofMinutes(body.getInteger("minutes")),
                body.getString("reason"));
        Answers.json(
                context, rests.begin(order, Guard.account(context).actor()).map(id -> new JsonObject().put("id", id)));
    }

    void end(RoutingContext context) {
        Answers.done(
                context,
                rests.end(
                        Long.parseLong(Answers.path(context, "id")),
                        Guard.account(context).actor(),
                        Answers.body(context).getString("reason")));
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
