package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.store.BreachSubject;
import org.jiaoying.alerting.store.WarningDetails;
import org.jiaoying.alerting.view.Limits;
import org.jiaoying.alerting.view.WarningView;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jspecify.annotations.Nullable;

/** The curve of the point that caused a warning, with the limits that held for it. */
final class EvidenceRoute {
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final WarningRoutes warnings;
    private final WarningDetails details;
    private final Rules rules;
    private final @Nullable History history;
    private final InstantSource clock;

    EvidenceRoute(
            WarningRoutes warnings,
            WarningDetails details,
            Rules rules,
            @Nullable History history,
            InstantSource clock) {
        this.warnings = warnings;
        this.details = details;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    void get(RoutingContext context) {
        String breach = Answers.query(context, "breach");
        int points = Answers.query(context, "points", 600);
        Answers.json(
                context,
                warnings.visible(context)
                        .compose(warning -> subject(warning, breach))
                        .compose(subject -> evidence(subject, points)));
    }

    /** The curve of what caused a warning; empty where there is none or it cannot be had now. */
    Future<Optional<JsonObject>> ifThere(WarningView warning) {
        return subject(warning, null)
                .compose(subject -> evidence(subject, 300))
                .map(Optional::of)
                .otherwise(Optional.empty());
    }

    private Future<BreachSubject> subject(WarningView warning, @Nullable String breach) {
        String id = breach == null ? warning.topBreach() : breach;
        if (id == null) {
            return Future.failedFuture(ApiException.notFound());
        }
        return details.subject(warning.id(), id)
                .map(found -> found.filter(subject -> subject.point() != null).orElseThrow(ApiException::notFound));
    }

    private Future<JsonObject> evidence(BreachSubject subject, int points) {
        if (history == null || subject.point() == null) {
            return Future.failedFuture(new ApiException(
                    503, "no-history", "没有配置历史库，无法提供曲线。", "No history is configured: there is no curve."));
        }
        Instant from = subject.openedAt().minus(BEFORE);
        Instant to = end(subject);
        Future<JsonArray> values = history.values(subject.device(), subject.point(), from, to, points);
        return limits(subject)
                .compose(limits -> values.map(curve -> document(subject, limits)
                        .put("from", from.toString())
                        .put("to", to.toString())
                        .put("values", curve)));
    }

    /** Until a while after it cleared, or now; not without end. */
    private Instant end(BreachSubject subject) {
        Instant now = clock.instant();
        Instant wanted = subject.clearedAt() == null ? now : subject.clearedAt().plus(AFTER);
        Instant longest = subject.openedAt().plus(LONGEST);
        Instant end = wanted.isBefore(longest) ? wanted : longest;
        return end.isAfter(now) && !subject.openedAt().isAfter(now) ? now : end;
    }

    private static JsonObject document(BreachSubject subject, List<Limits.Limit> limits) {
        var lines = new JsonArray();
        for (Limits.Limit limit : limits) {
            lines.add(new JsonObject()
                    .put("level", limit.level().code())
                    .put("value", limit.value())
                    .put("direction", limit.above() ? "above" : "below"));
        }
        return new JsonObject()
                .put("breach", subject.breachId())
                .put("device", subject.device().toString())
                .put("point", subject.point())
                .put("name", subject.name())
                .put("unit", subject.unit())
                .put("causedAt", subject.openedAt().toString())
                .put("limits", lines);
    }

    /** The limits of the version of the rule that found the breach. */
    private Future<List<Limits.Limit>> limits(BreachSubject subject) {
        return rules.versions(subject.ruleId())
                .map(versions -> versions.stream()
                        .filter(version -> version.version() == subject.ruleVersion())
                        .findFirst()
                        .map(version -> limits(version, subject))
                        .filter(found -> !found.isEmpty())
                        .orElseGet(() -> ownLimit(subject)));
    }

    private static List<Limits.Limit> limits(RuleVersion version, BreachSubject subject) {
        try {
            return Limits.of(
                    RuleParser.rule(version.ruleId(), version.document()).condition(),
                    name -> Optional.ofNullable(subject.attributes().getString(name)));
        } catch (RuleFaultsException unreadable) {
            return List.of();
        }
    }

    /** Without the rule, the one limit that the breach itself names. */
    private static List<Limits.Limit> ownLimit(BreachSubject subject) {
        Double limit = subject.limit();
        if (limit == null) {
            return List.of();
        }
        Level level = Level.valueOf(subject.level().toUpperCase(java.util.Locale.ROOT));
        return List.of(new Limits.Limit(level, limit, true));
    }
}
