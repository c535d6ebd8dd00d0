package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.view.Page;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/** Reads sites and devices from the copy of the register, as the API's documents show them. */
public final class RegisterViews {
    private final Pool pool;

    public RegisterViews(Pool pool) {
        this.pool = pool;
    }

    /** Sites with their zones. An official sees those that have a warning or a chain which names them. */
    public Future<List<JsonObject>> sites(Scope scope) {
        return Sql.list(Sql.run(pool, """
                        select s.enterprise, s.site, s.document, e.document as enterprise_document
                        from register_entry s
                        left join register_entry e on e.key = 'enterprise:' || s.enterprise
                        where s.kind = 'site' and ($1::text is null or s.enterprise = $1)
                          and ($2::text is null
                            or exists (select 1 from chain c join tier_person t on t.chain_id = c.id
                              where c.enterprise = s.enterprise and c.site = s.site and t.person_id = $2)
                            or exists (select 1 from warning w where w.enterprise = s.enterprise and w.site = s.site
                              and jsonb_path_exists(w.chain, '$.tiers[*].people[*] ? (@.id == $person)',
                                jsonb_build_object('person', $2::text))))
                        order by s.enterprise, s.site
                        """, scope.enterprise(), scope.person()), RegisterViews::site);
    }

    private static JsonObject site(Row row) {
        JsonObject entry = (JsonObject) row.getJson("document");
        JsonObject enterprise = (JsonObject) row.getJson("enterprise_document");
        return new JsonObject()
                .put("enterprise", row.getString("enterprise"))
                .put("id", row.getString("site"))
                .put("name", Documents.name(entry, row.getString("site")))
                .put("enterpriseName", Documents.name(enterprise, row.getString("enterprise")))
                .put("kind", entry.getString("kind", ""))
                .put("timeZone", entry.getString("timeZone", "Asia/Shanghai"))
                .put("region", entry.getString("region", ""))
                .put("attributes", entry.getJsonObject("attributes", new JsonObject()))
                .put("zones", named(entry.getJsonArray("zones")));
    }

    private static JsonArray named(@Nullable JsonArray entries) {
        var out = new JsonArray();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            JsonObject entry = entries.getJsonObject(i);
            out.add(new JsonObject()
                    .put("id", entry.getString("id"))
                    .put("name", Documents.name(entry, entry.getString("id"))));
        }
        return out;
    }

    /** A page of devices, by key. */
    public Future<Page> devices(Scope scope, @Nullable SiteKey site, @Nullable String after, int limit) {
        return Sql.list(
                        Sql.run(
                                pool,
                                """
                                select key, enterprise, site, device, document from register_entry
                                where kind = 'device' and ($1::text is null or enterprise = $1)
                                  and ($2::text is null or enterprise = $2 and site = $3)
                                  and ($4::text is null or key > $4)
                                order by key limit $5
                                """,
                                scope.enterprise(),
                                site == null ? null : site.enterprise(),
                                site == null ? null : site.site(),
                                after,
                                limit + 1),
                        row -> row)
                .map(rows -> new Page(
                        rows.stream().limit(limit).map(RegisterViews::device).toList(),
                        rows.size() > limit ? rows.get(limit - 1).getString("key") : null));
    }

    /** The devices of these keys that are registered, by key. */
    public Future<Map<String, JsonObject>> devices(Collection<String> keys) {
        return Sql.list(
                        Sql.run(
                                pool,
                                "select enterprise, site, device, document from register_entry"
                                        + " where kind = 'device' and key = any($1)",
                                (Object) keys.stream()
                                        .map(key -> "device:" + key)
                                        .toArray(String[]::new)),
                        RegisterViews::device)
                .map(found -> {
                    var devices = new HashMap<String, JsonObject>();
                    found.forEach(device -> devices.put(
                            device.getString("enterprise") + "/" + device.getString("site") + "/"
                                    + device.getString("id"),
                            device));
                    return devices;
                });
    }

    private static JsonObject device(Row row) {
        JsonObject entry = (JsonObject) row.getJson("document");
        var points = new JsonArray();
        JsonArray registered = entry.getJsonArray("points", new JsonArray());
        for (int i = 0; i < registered.size(); i++) {
            points.add(point(registered.getJsonObject(i)));
        }
        return new JsonObject()
                .put("id", row.getString("device"))
                .put("enterprise", row.getString("enterprise"))
                .put("site", row.getString("site"))
                .put("name", Documents.name(entry, row.getString("device")))
                .put("kind", entry.getString("kind", ""))
                .put("zone", entry.getString("zone"))
                .put("points", points);
    }

    private static JsonObject point(JsonObject entry) {
        return new JsonObject()
                .put("id", entry.getString("id"))
                .put("name", Documents.name(entry, entry.getString("id")))
                .put("quantity", entry.getString("quantity", ""))
                .put("unit", entry.getString("unit", ""))
                .put("attributes", entry.getJsonObject("attributes", new JsonObject()));
    }
}
