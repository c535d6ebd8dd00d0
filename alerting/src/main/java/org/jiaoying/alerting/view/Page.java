package org.jiaoying.alerting.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param next what to ask for the following page with; absent on the last
 */
public record Page(List<JsonObject> items, @Nullable Object next) {
    public JsonObject document() {
        return new JsonObject().put("items", new JsonArray(items)).put("next", next);
    }
}
