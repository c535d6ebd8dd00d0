package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** What a text is about, as it stands in the outbox. */
public final class ParticularsJson {
    private ParticularsJson() {}

    public static @Nullable JsonObject write(@Nullable Particulars about) {
        if (about == null) {
            return null;
        }
        return new JsonObject()
                .put("warning", about.warningId())
                .put("code", about.code())
                .put("level", about.level().name())
                .put("hazard", about.hazard().name())
                .put("enterprise", about.site().enterprise())
                .put("site", about.site().site())
                .put("drill", about.drill())
                .put("cleared", about.cleared())
                .put("why", about.why())
                .put("language", about.language())
                .put("placeZh", about.place().zh())
                .put("placeEn", about.place().en())
                .put("reasonZh", about.reason().zh())
                .put("reasonEn", about.reason().en())
                .put("value", about.value())
                .put("limit", about.limit())
                .put("unit", about.unit())
                .put("at", about.at().toString());
    }

    public static @Nullable Particulars read(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        return new Particulars(
                json.getString("warning"),
                json.getString("code"),
                Level.valueOf(json.getString("level")),
                Hazard.valueOf(json.getString("hazard")),
                new SiteKey(json.getString("enterprise"), json.getString("site")),
                json.getBoolean("drill"),
                json.getBoolean("cleared"),
                json.getString("why"),
                json.getString("language"),
                new Text(json.getString("placeZh"), json.getString("placeEn")),
                new Text(json.getString("reasonZh"), json.getString("reasonEn")),
                json.getDouble("value"),
                json.getDouble("limit"),
                json.getString("unit"),
                Instant.parse(json.getString("at")));
    }
}
