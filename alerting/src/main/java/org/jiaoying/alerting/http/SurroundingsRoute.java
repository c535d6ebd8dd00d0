package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.store.BreachSubject;
import org.jiaoying.alerting.store.RegisterViews;
import org.jiaoying.alerting.store.WarningDetails;
import org.jiaoying.alerting.view.Headcount;
import org.jiaoying.alerting.view.Neighbours;
import org.jiaoying.alerting.view.Page;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.alerting.view.WarningView;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a warning: the rule with its clause and what to do, the points beside, the people in the zone, what
 * cameras saw. What the history cannot tell is null, never an empty answer.
 */
final class SurroundingsRoute {
    private static final int MAX_NEIGHBOURS = 12;
    private static final int MAX_DEVICES = 500;
    private static final int MAX_SCENES = 200;
    private static final int SHOWN_SCENES = 20;
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration SHIFT = Duration.ofHours(24);
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(6);

    private final WarningRoutes warnings;
    private final WarningDetails details;
    private final RegisterViews register;
    private final Rules rules;
    private final @Nullable History history;
    private final InstantSource clock;

    SurroundingsRoute(
            WarningRoutes warnings,
            WarningDetails details,
            RegisterViews register,
            Rules rules,
            @Nullable History history,
            InstantSource clock) {
        this.warnings = warnings;
        this.details = details;
        this.register = register;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    void get(RoutingContext context) {
        Answers.json(
                context,
                warnings.visible(context)
                        .compose(warning -> subject(warning).compose(subject -> around(warning, subject))));
    }

    private Future<BreachSubject> subject(WarningView warning) {
        String breach = warning.topBreach();
        return breach == null
                ? Future.failedFuture(ApiException.notFound())
                : details.subject(warning.id(), breach).map(found -> found.orElseThrow(ApiException::notFound));
    }

    private Future<JsonObject> around(WarningView warning, BreachSubject subject) {
        Instant at = at(warning, clock.instant());
        Future<JsonObject> rule = rule(rules, subject);
        Future<List<JsonObject>> devices =
                register.devices(Scope.ALL, site(subject), null, MAX_DEVICES).map(Page::items);
        Future<JsonArray> neighbours = devices.compose(found -> neighbours(found, subject, at));
        Future<JsonObject> people = people(subject, at);
        Future<JsonArray> scenes = devices.compose(found -> scenes(found, warning, subject, at));
        return Future.join(rule, neighbours, people, scenes)
                .map(all -> new JsonObject()
                        .put("at", at.toString())
                        .put("zone", subject.zone())
                        .put("zoneName", subject.zoneName())
                        .put("rule", rule.result())
                        .put("neighbours", neighbours.result())
                        .put("people", people.result())
                        .put("scenes", scenes.result()));
    }

    /** Now; of a closed warning, when it was closed. */
    private static Instant at(WarningView warning, Instant now) {
        String closed = warning.document().getString("closedAt");
        return closed == null ? now : Instant.parse(closed);
    }

    /** The version of the rule that found the breach; null where it cannot be read. */
    static Future<@Nullable JsonObject> rule(Rules rules, BreachSubject subject) {
        return rules.versions(subject.ruleId())
                .map(versions -> versions.stream()
                        .filter(version -> version.version() == subject.ruleVersion())
                        .findFirst()
                        .map(SurroundingsRoute::document)
                        .orElse(null));
    }

    private static @Nullable JsonObject document(RuleVersion version) {
        try {
            Rule rule = RuleParser.rule(version.ruleId(), version.document());
            return new JsonObject()
                    .put("id", rule.id())
                    .put("version", version.version())
                    .put("title", TextJson.of(rule.title()))
                    .put("clause", rule.clause())
                    .put("advice", TextJson.of(rule.advice()))
                    .put("holdsFrom", rule.holdsFrom().toString());
        } catch (RuleFaultsException unreadable) {
            return null;
        }
    }

    private Future<JsonArray> neighbours(List<JsonObject> devices, BreachSubject subject, Instant at) {
        return Future.join(
                        Neighbours.of(devices, subject.device(), subject.point(), subject.zone(), MAX_NEIGHBOURS)
                                .stream()
                                .map(one -> latest(one, at))
                                .toList())
                .map(all -> new JsonArray(all.<JsonObject>list()));
    }

    private Future<JsonObject> latest(Neighbours.Neighbour neighbour, Instant at) {
        JsonObject document = new JsonObject()
                .put("device", neighbour.key().device())
                .put("deviceName", neighbour.device().getJsonObject("name"))
                .put("point", neighbour.point().getString("id"))
                .put("name", neighbour.point().getJsonObject("name"))
                .put("unit", neighbour.point().getString("unit"));
        if (history == null) {
            return Future.succeededFuture(
                    document.putNull("value").putNull("at").put("known", false));
        }
        return history.values(neighbour.key(), neighbour.point().getString("id"), at.minus(FRESH), at, 600)
                .map(values -> {
                    JsonArray last = values.isEmpty() ? null : values.getJsonArray(values.size() - 1);
                    return document.put("value", last == null ? null : last.getDouble(1))
                            .put(
                                    "at",
                                    last == null
                                            ? null
                                            : Instant.ofEpochMilli(last.getLong(0))
                                                    .toString())
                            .put("known", true);
                })
                .otherwise(away -> document.putNull("value").putNull("at").put("known", false));
    }

    private Future<@Nullable JsonObject> people(BreachSubject subject, Instant at) {
        if (history == null) {
            return Future.succeededFuture(null);
        }
        String zone = subject.zone();
        return history.cards(site(subject), at.minus(SHIFT), at)
                .map(Headcount::of)
                .<@Nullable JsonObject>map(count -> new JsonObject()
                        .put("zone", zone == null ? null : count.in(zone))
                        .put("site", count.total())
                        .put("sos", count.sos()))
                .otherwise((JsonObject) null);
    }

    /** Of its zone; where it has none, of its site. */
    private Future<@Nullable JsonArray> scenes(
            List<JsonObject> devices, WarningView warning, BreachSubject subject, Instant at) {
        if (history == null) {
            return Future.succeededFuture(null);
        }
        Instant from = warning.openedAt().minus(BEFORE);
        Instant earliest = at.minus(LONGEST);
        return history.scenes(site(subject), from.isBefore(earliest) ? earliest : from, at, MAX_SCENES)
                .<@Nullable JsonArray>map(seen -> shown(seen, devices, subject.zone()))
                .otherwise((JsonArray) null);
    }

    private static JsonArray shown(JsonArray seen, List<JsonObject> devices, @Nullable String zone) {
        return new JsonArray(seen.stream()
                .map(JsonObject.class::cast)
                .filter(scene -> zone == null || zone.equals(scene.getString("zone")))
                .limit(SHOWN_SCENES)
                .map(scene -> scene.copy()
                        .put("at", Instant.ofEpochMilli(scene.getLong("at")).toString())
                        .put("deviceName", name(devices, scene.getString("device"))))
                .toList());
    }

    private static JsonObject name(List<JsonObject> devices, String id) {
        return devices.stream()
                .filter(device -> id.equals(device.getString("id")))
                .findFirst()
                .map(device -> device.getJsonObject("name"))
                .orElseGet(() -> TextJson.of(Text.same(id)));
    }

    private static SiteKey site(BreachSubject subject) {
        return new SiteKey(subject.device().enterprise(), subject.device().site());
    }

    /** How many people are where at a site: for the drawing of a mine. */
    void headcount(RoutingContext context) {
        var site = new SiteKey(Answers.path(context, "enterprise"), Answers.path(context, "site"));
        Instant now = clock.instant();
        Answers.json(
                context,
                register.sites(Scope.of(Guard.account(context)))
                        .compose(sites -> sites.stream().anyMatch(known -> isSame(known, site))
                                ? counted(site, now)
                                : Future.failedFuture(ApiException.notFound())));
    }

    private static boolean isSame(JsonObject known, SiteKey site) {
        return site.enterprise().equals(known.getString("enterprise"))
                && site.site().equals(known.getString("id"));
    }

    private Future<JsonObject> counted(SiteKey site, Instant now) {
        if (history == null) {
            return Future.failedFuture(new ApiException(
                    503, "no-history", "没有配置历史库，无法统计人数。", "No history is configured: nobody is counted."));
        }
        return history.cards(site, now.minus(SHIFT), now).map(Headcount::of).map(count -> {
            var zones = new JsonArray();
            count.zones()
                    .forEach((zone, people) -> zones.add(new JsonObject()
                            .put("zone", zone.isEmpty() ? null : zone)
                            .put("people", people)));
            return new JsonObject()
                    .put("at", now.toString())
                    .put("total", count.total())
                    .put("sos", count.sos())
                    .put("zones", zones);
        });
    }
}
