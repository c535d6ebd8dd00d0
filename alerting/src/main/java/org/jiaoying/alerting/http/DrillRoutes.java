package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.UnreachedStore;
import org.jiaoying.alerting.warning.Warnings;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/** Drills; how soon people were called, reached, answered and reported; and on whose door to knock. */
final class DrillRoutes {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final int MAX_DRILLS = 200;
    private static final int MAX_UNREACHED = 1_000;

    private final WarningRoutes routes;
    private final Warnings warnings;
    private final FigureViews figures;
    private final UnreachedStore unreached = new UnreachedStore();
    private final Transactions transactions;
    private final InstantSource clock;

    DrillRoutes(
            WarningRoutes routes,
            Warnings warnings,
            FigureViews figures,
            Transactions transactions,
            InstantSource clock) {
        this.routes = routes;
        this.warnings = warnings;
        this.figures = figures;
        this.transactions = transactions;
        this.clock = clock;
    }

    void start(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var order = new DrillOrder(
                SiteKey.parse(body.getString("site")),
                Hazard.valueOf(constant(body.getString("hazard"))),
                Level.valueOf(constant(body.getString("level", "red"))),
                body.getString("scenario"));
        Answers.json(
                context,
                warnings.drill(Guard.account(context).actor(), order).map(id -> new JsonObject().put("id", id)));
    }

    void list(RoutingContext context) {
        Answers.items(context, figures.drills(MAX_DRILLS));
    }

    void figures(RoutingContext context) {
        Answers.json(
                context,
                routes.visible(context).compose(warning -> figures.ofWarning(warning.id(), warning.openedAt())));
    }

    void statistics(RoutingContext context) {
        String by = Answers.query(context, "by");
        Instant to = time(Answers.query(context, "to"), clock.instant());
        Instant from = time(Answers.query(context, "from"), to.minus(USUAL));
        if (!from.isBefore(to) || from.isBefore(to.minus(LONGEST))) {
            throw ApiException.invalid("from 须早于 to，且间隔不超过 400 天。", "from must be before to, by at most 400 days.");
        }
        boolean drills = "true".equals(Answers.query(context, "drills"));
        Answers.items(
                context,
                figures.statistics(FigureViews.Group.valueOf(constant(by == null ? "person" : by)), drills, from, to));
    }

    void knock(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Answers.done(
                context,
                routes.visible(context)
                        .compose(warning -> warnings.knock(
                                warning.id(),
                                Guard.account(context).actor(),
                                body.getString("person"),
                                body.getBoolean("found"),
                                body.getString("note", ""))));
    }

    void unreached(RoutingContext context) {
        Answers.items(
                context, unreached.still(transactions, Guard.account(context).actor(), MAX_UNREACHED));
    }

    private static Instant time(@Nullable String text, Instant absent) {
        try {
            return text == null ? absent : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("时间须为 RFC 3339 格式。", "A time must be of RFC 3339.");
        }
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
