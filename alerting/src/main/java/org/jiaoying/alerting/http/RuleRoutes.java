package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jiaoying.alerting.rule.RuleDiff;
import org.jiaoying.alerting.rule.RuleFaults;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.store.ShadowStore;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.domain.rule.RuleSchema;

/** The rules in force, their versions and faults, and changing them. */
final class RuleRoutes {
    private final Rules rules;
    private final ShadowStore shadows;

    RuleRoutes(Rules rules, ShadowStore shadows) {
        this.rules = rules;
        this.shadows = shadows;
    }

    void list(RoutingContext context) {
        Answers.items(
                context,
                rules.list()
                        .compose(found -> rules.faultCounts()
                                .map(faults -> found.stream()
                                        .map(rule ->
                                                document(rule).put("faults", faults.getOrDefault(rule.ruleId(), 0)))
                                        .toList())));
    }

    void versions(RoutingContext context) {
        Answers.items(
                context,
                known(context)
                        .map(found -> found.stream().map(RuleRoutes::document).toList()));
    }

    void diff(RoutingContext context) {
        Answers.json(context, known(context).map(versions -> {
            int newest = versions.get(0).version();
            RuleVersion to = version(versions, Answers.query(context, "to", newest));
            RuleVersion from = version(versions, Answers.query(context, "from", Math.max(1, to.version() - 1)));
            var changes = new JsonArray();
            RuleDiff.between(new JsonObject(from.document()), new JsonObject(to.document()))
                    .forEach(change -> changes.add(new JsonObject()
                            .put("path", change.path())
                            .put("from", change.from())
                            .put("to", change.to())));
            return new JsonObject()
                    .put("from", from.version())
                    .put("to", to.version())
                    .put("removed", to.removed())
                    .put("author", to.author())
                    .put("reason", to.reason())
                    .put("at", to.at().toString())
                    .put("changes", changes);
        }));
    }

    void put(RoutingContext context) {
        JsonObject body = Answers.body(context);
        answer(
                context,
                rules.put(
                        Answers.path(context, "id"),
                        text(body),
                        body.getInteger("expectedVersion"),
                        Guard.account(context).actor(),
                        body.getString("reason")));
    }

    void rollBack(RoutingContext context) {
        JsonObject body = Answers.body(context);
        answer(
                context,
                rules.rollBack(
                        Answers.path(context, "id"),
                        body.getInteger("version"),
                        body.getInteger("expectedVersion"),
                        Guard.account(context).actor(),
                        body.getString("reason")));
    }

    void mode(RoutingContext context) {
        JsonObject body = Answers.body(context);
        answer(
                context,
                rules.setMode(
                        Answers.path(context, "id"),
                        Rule.Mode.valueOf(body.getString("mode").toUpperCase(Locale.ROOT)),
                        body.getInteger("expectedVersion"),
                        Guard.account(context).actor(),
                        body.getString("reason")));
    }

    void remove(RoutingContext context) {
        int expected = Answers.query(context, "expectedVersion", -1);
        String reason = Answers.query(context, "reason");
        answer(
                context,
                rules.remove(
                        Answers.path(context, "id"),
                        expected < 0 ? null : expected,
                        Guard.account(context).actor(),
                        reason == null ? "" : reason));
    }

    void faults(RoutingContext context) {
        String id = Answers.path(context, "id");
        Answers.items(
                context,
                rules.faults(id)
                        .map(found -> found.stream().map(RuleRoutes::document).toList()));
    }

    void shadow(RoutingContext context) {
        Answers.items(context, shadows.of(Answers.path(context, "id")));
    }

    void check(RoutingContext context) {
        var faults = new JsonArray();
        try {
            RuleParser.file("rule", text(Answers.body(context)));
        } catch (RuleFaultsException e) {
            e.faults().forEach(fault -> faults.add(FaultJson.of(fault)));
        }
        Answers.json(context, Future.succeededFuture(new JsonObject().put("faults", faults)));
    }

    void schema(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/schema+json");
        context.end(RuleSchema.json());
    }

    private Future<List<RuleVersion>> known(RoutingContext context) {
        return rules.versions(Answers.path(context, "id")).map(found -> {
            if (found.isEmpty()) {
                throw ApiException.notFound();
            }
            return found;
        });
    }

    private static RuleVersion version(List<RuleVersion> versions, int number) {
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    private static void answer(RoutingContext context, Future<Integer> version) {
        Answers.json(context, version.map(number -> new JsonObject().put("version", number)));
    }

    /** The document's own lines are kept where it comes as text, so that a fault names the line its author sees. */
    static String text(JsonObject body) {
        return body.getValue("document") instanceof JsonObject object
                ? object.encodePrettily()
                : body.getString("document");
    }

    private static JsonObject document(RuleFaults faults) {
        return new JsonObject()
                .put("version", faults.version())
                .put("code", faults.code())
                .put("reason", faults.reason())
                .put(
                        "firstAt",
                        faults.firstAt() == null ? null : faults.firstAt().toString())
                .put("at", faults.at().toString())
                .put("count", faults.count());
    }

    private static JsonObject document(RuleVersion rule) {
        return new JsonObject()
                .put("id", rule.ruleId())
                .put("version", rule.version())
                .put("document", parsed(rule.document()))
                .put("author", rule.author())
                .put("reason", rule.reason())
                .put("at", rule.at().toString())
                .put("published", rule.published())
                .put("removed", rule.removed());
    }

    private static Object parsed(String document) {
        try {
            return new JsonObject(document);
        } catch (DecodeException notAnObject) {
            return document;
        }
    }
}
