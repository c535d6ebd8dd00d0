package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns as they stand in the API's documents. */
final class Documents {
    private Documents() {}

    static @Nullable String time(Row row, String column) {
        Instant instant = Sql.instant(row, column);
        return instant == null ? null : instant.toString();
    }

    static JsonObject text(Row row, String prefix) {
        return new JsonObject().put("zh", row.getString(prefix + "_zh")).put("en", row.getString(prefix + "_en"));
    }

    /** The name in an entry of the register; its id where the entry is not there (yet). */
    static JsonObject name(@Nullable JsonObject entry, String id) {
        JsonObject name = entry == null ? null : entry.getJsonObject("name");
        return name == null ? new JsonObject().put("zh", id).put("en", id) : name;
    }

    /** One of the constants of our own enumerations, as the API spells it: lower case with hyphens. */
    static String code(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static JsonArray array(List<JsonObject> items) {
        return new JsonArray(items);
    }

    static JsonObject items(List<JsonObject> items) {
        return new JsonObject().put("items", array(items));
    }
}
