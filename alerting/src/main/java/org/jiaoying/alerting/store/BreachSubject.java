package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * What a breach is about, as its curve needs to know it.
 *
 * @param point absent where the device itself is the subject: there is no curve then
 * @param name of the device and point; {@code zh} and {@code en}
 * @param attributes of site, zone, device and point, as rules refer to them: the nearer one counts
 * @param zoneName {@code zh} and {@code en}; absent without a zone
 */
public record BreachSubject(
        String breachId,
        DeviceKey device,
        @Nullable String point,
        JsonObject name,
        String unit,
        String ruleId,
        int ruleVersion,
        Instant openedAt,
        @Nullable Instant clearedAt,
        @Nullable Double limit,
        String level,
        JsonObject attributes,
        @Nullable String zone,
        @Nullable JsonObject zoneName) {

    static BreachSubject read(Row row) {
        JsonObject document = (JsonObject) row.getJson("device_document");
        String point = row.getString("point");
        JsonObject entry = point == null ? null : member(document, "points", point);
        JsonObject site = (JsonObject) row.getJson("site_document");
        String zone = row.getString("zone");
        JsonObject attributes = attributes(site)
                .mergeIn(attributes(zone == null ? null : member(site, "zones", zone)))
                .mergeIn(attributes(document))
                .mergeIn(attributes(entry));
        return new BreachSubject(
                row.getString("id"),
                new DeviceKey(row.getString("enterprise"), row.getString("site"), row.getString("device")),
                point,
                name(document, entry, row.getString("device"), point),
                row.getString("unit"),
                row.getString("rule_id"),
                row.getInteger("rule_version"),
                Sql.requiredInstant(row, "opened_at"),
                Sql.instant(row, "cleared_at"),
                row.getDouble("limit_value"),
                row.getString("level"),
                attributes,
                zone,
                zone == null ? null : Documents.name(member(site, "zones", zone), zone));
    }

    private static JsonObject attributes(@Nullable JsonObject entry) {
        JsonObject attributes = entry == null ? null : entry.getJsonObject("attributes");
        return attributes == null ? new JsonObject() : attributes.copy();
    }

    private static @Nullable JsonObject member(@Nullable JsonObject entry, String list, String id) {
        JsonArray members = entry == null ? null : entry.getJsonArray(list);
        for (int i = 0; members != null && i < members.size(); i++) {
            if (id.equals(members.getJsonObject(i).getString("id"))) {
                return members.getJsonObject(i);
            }
        }
        return null;
    }

    private static JsonObject name(
            @Nullable JsonObject device, @Nullable JsonObject entry, String deviceId, @Nullable String pointId) {
        JsonObject deviceName = Documents.name(device, deviceId);
        if (pointId == null) {
            return deviceName;
        }
        JsonObject pointName = Documents.name(entry, pointId);
        return new JsonObject()
                .put("zh", deviceName.getString("zh") + " · " + pointName.getString("zh"))
                .put("en", deviceName.getString("en") + " · " + pointName.getString("en"));
    }
}
