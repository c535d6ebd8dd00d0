package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jiaoying.alerting.warning.Place;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** The copy of the register. */
public final class RegisterStore {
    /** Where a site is not in the register (yet): the time of the country this serves. */
    private static final ZoneId USUAL_TIME = ZoneId.of("Asia/Shanghai");

    private static final String PUT = """
            insert into register_entry (key, kind, enterprise, site, device, version, document, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (key) do update set version = $6, document = $7, updated_at = $8
              where register_entry.version <= $6
            """;

    /** Takes an entry over, unless a newer one is here. */
    public Future<Void> put(
            Work work,
            String key,
            String kind,
            String enterprise,
            @Nullable String site,
            @Nullable String device,
            long version,
            JsonObject document) {
        return Sql.run(work.connection(), PUT, key, kind, enterprise, site, device, version, document, work.now())
                .mapEmpty();
    }

    public Future<Void> remove(Work work, String key) {
        return Sql.run(work.connection(), "delete from register_entry where key = $1", key)
                .mapEmpty();
    }

    /** A site in words; its ids where the register does not know it. */
    public Future<Place> place(Work work, SiteKey site) {
        return documents(work, "site:" + site).map(found -> sitePlace(site, found.get("site:" + site)));
    }

    /** A device's place in words: site, zone, and the point or the device. */
    public Future<Place> place(Work work, DeviceKey device, @Nullable String zone, @Nullable String point) {
        String siteKey = "site:" + device.siteKey();
        String deviceKey = "device:" + device;
        return documents(work, siteKey, deviceKey).map(found -> {
            JsonObject siteDocument = found.get(siteKey);
            Place site = sitePlace(device.siteKey(), siteDocument);
            Text where = zone == null ? null : nameIn(siteDocument, "zones", zone);
            JsonObject deviceDocument = found.get(deviceKey);
            Text what = point == null ? name(deviceDocument, device.device()) : nameIn(deviceDocument, "points", point);
            return new Place(join(join(site.name(), where), what), site.timeZone());
        });
    }

    private static Place sitePlace(SiteKey site, @Nullable JsonObject document) {
        return new Place(name(document, site.toString()), zoneOf(document));
    }

    private static ZoneId zoneOf(@Nullable JsonObject document) {
        try {
            return document == null ? USUAL_TIME : ZoneId.of(document.getString("timeZone", USUAL_TIME.getId()));
        } catch (DateTimeException unknown) {
            return USUAL_TIME;
        }
    }

    private static Text name(@Nullable JsonObject document, String id) {
        JsonObject name = document == null ? null : document.getJsonObject("name");
        return name == null ? Text.same(id) : new Text(name.getString("zh", id), name.getString("en", id));
    }

    private static Text nameIn(@Nullable JsonObject document, String list, String id) {
        JsonArray members = document == null ? new JsonArray() : document.getJsonArray(list, new JsonArray());
        for (int i = 0; i < members.size(); i++) {
            JsonObject member = members.getJsonObject(i);
            if (id.equals(member.getString("id"))) {
                return name(member, id);
            }
        }
        return Text.same(id);
    }

    private static Text join(Text first, @Nullable Text second) {
        return second == null ? first : new Text(first.zh() + " " + second.zh(), first.en() + " " + second.en());
    }

    private static Future<Map<String, JsonObject>> documents(Work work, String... keys) {
        return Sql.run(work.connection(), "select key, document from register_entry where key = any ($1)", (Object)
                        keys)
                .map(rows -> {
                    var found = new HashMap<String, JsonObject>();
                    for (Row row : rows) {
                        found.put(row.getString("key"), (JsonObject) row.getJson("document"));
                    }
                    return found;
                });
    }
}
