package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every route needs: the checked request, and how an answer is written. */
final class Answers {
    private Answers() {}

    static void json(RoutingContext context, Future<JsonObject> document) {
        document.onComplete(
                found -> {
                    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                    context.end(found.toBuffer());
                },
                context::fail);
    }

    static void items(RoutingContext context, Future<List<JsonObject>> items) {
        json(context, items.map(found -> new JsonObject().put("items", found)));
    }

    static void done(RoutingContext context, Future<?> work) {
        work.onComplete(done -> context.response().setStatusCode(204).end(), context::fail);
    }

    static ValidatedRequest request(RoutingContext context) {
        return context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    }

    /** The body that was checked. */
    static JsonObject body(RoutingContext context) {
        return request(context).getBody().getJsonObject();
    }

    static String path(RoutingContext context, String name) {
        // Checked before: a path without it has no route.
        return java.util.Objects.requireNonNull(
                        request(context).getPathParameters().get(name))
                .getString();
    }

    static @Nullable String query(RoutingContext context, String name) {
        RequestParameter parameter = request(context).getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getString();
    }

    static int query(RoutingContext context, String name, int absent) {
        RequestParameter parameter = request(context).getQuery().get(name);
        return parameter == null || parameter.isNull() ? absent : parameter.getInteger();
    }

    static @Nullable Long queryLong(RoutingContext context, String name) {
        RequestParameter parameter = request(context).getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getLong();
    }

    static @Nullable Boolean queryFlag(RoutingContext context, String name) {
        RequestParameter parameter = request(context).getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getBoolean();
    }

    /** A time of RFC 3339, in UTC or with an offset; null if it is not given. */
    static @Nullable Instant time(RoutingContext context, String name) {
        return time(query(context, name));
    }

    /** The same of a text that was found elsewhere. */
    static @Nullable Instant time(@Nullable String text) {
        try {
            // The plus of an offset becomes a space on its way through an address.
            return text == null
                    ? null
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(
                    "时间格式应为 2026-10-01T08:00:00+08:00。", "A time is written 2026-10-01T08:00:00+08:00.");
        }
    }
}
