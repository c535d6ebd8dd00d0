package org.jiaoying.alerting.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.alerting.rule.Rules;

/** The rules in force, their versions, and putting a new one in force. */
final class RuleRoutes {
    private final Rules rules;

    RuleRoutes(Rules rules) {
        this.rules = rules;
    }

    void list(RoutingContext context) {
        Answers.items(
                context,
                rules.list()
                        .map(found -> found.stream().map(RuleRoutes::document).toList()));
    }

    void get(RoutingContext context) {
        Answers.items(context, rules.versions(Answers.path(context, "id")).map(found -> {
            if (found.isEmpty()) {
                throw ApiException.notFound();
            }
            return found.stream().map(RuleRoutes::document).toList();
        }));
    }

    void put(RoutingContext context) {
        JsonObject body = Answers.body(context);
        // The document's own lines are kept where it comes as text, so that a fault names the line its author sees.
        String document = body.getValue("document") instanceof JsonObject object
                ? object.encodePrettily()
                : body.getString("document");
        Answers.json(
                context,
                rules.put(
                                Answers.path(context, "id"),
                                document,
                                Guard.account(context).actor(),
                                body.getString("reason"))
                        .map(version -> new JsonObject().put("version", version)));
    }

    private static JsonObject document(RuleVersion rule) {
        return new JsonObject()
                .put("id", rule.ruleId())
                .put("version", rule.version())
                .put("document", parsed(rule.document()))
                .put("author", rule.author())
                .put("reason", rule.reason())
                .put("at", rule.at().toString())
                .put("published", rule.published());
    }

    private static Object parsed(String document) {
        try {
            return new JsonObject(document);
        } catch (DecodeException notAnObject) {
            return document;
        }
    }
}
