package org.jiaoying.alerting.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jiaoying.alerting.store.LoadViews;

/** How much the warnings ask of those who sit before them. */
final class LoadRoute {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final LoadViews load;
    private final InstantSource clock;

    LoadRoute(LoadViews load, InstantSource clock) {
        this.load = load;
        this.clock = clock;
    }

    void get(RoutingContext context) {
        Instant now = clock.instant();
        Instant to = Objects.requireNonNullElse(Answers.time(context, "to"), now);
        Instant from = Objects.requireNonNullElseGet(Answers.time(context, "from"), () -> to.minus(USUAL));
        if (!from.isBefore(to) || from.isBefore(to.minus(LONGEST))) {
            throw ApiException.invalid("from 须早于 to，且间隔不超过 400 天。", "from must be before to, by at most 400 days.");
        }
        Answers.json(context, load.of(from, to, now));
    }
}
