package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jspecify.annotations.Nullable;

/** Takes the register's entries from their topic, for names in texts and for pages; an older one overwrites no newer one. */
public final class RegisterTaker implements TableFollower.Taker {
    private final RegisterStore register;

    public RegisterTaker(RegisterStore register) {
        this.register = register;
    }

    @Override
    public Future<Void> take(Work work, String key, byte @Nullable [] value) {
        return value == null ? register.remove(work, key) : put(work, key, RegisterCodec.decode(value));
    }

    private Future<Void> put(Work work, String key, RegisterCodec.Versioned versioned) {
        RegisterEntry entry = versioned.entry();
        if (entry instanceof Site site) {
            return register.put(
                    work,
                    key,
                    "site",
                    site.key().enterprise(),
                    site.key().site(),
                    null,
                    versioned.version(),
                    document(site));
        }
        if (entry instanceof Device device) {
            return register.put(
                    work,
                    key,
                    "device",
                    device.key().enterprise(),
                    device.key().site(),
                    device.key().device(),
                    versioned.version(),
                    document(device));
        }
        var enterprise = (Enterprise) entry;
        return register.put(
                work,
                key,
                "enterprise",
                enterprise.id(),
                null,
                null,
                versioned.version(),
                new JsonObject().put("name", TextJson.of(enterprise.name())));
    }

    private static JsonObject document(Site site) {
        var zones = new JsonArray();
        site.zones()
                .forEach(zone -> zones.add(new JsonObject()
                        .put("id", zone.id())
                        .put("name", TextJson.of(zone.name()))
                        .put("attributes", attributes(zone.attributes()))));
        return new JsonObject()
                .put("name", TextJson.of(site.name()))
                .put("kind", site.kind())
                .put("timeZone", site.timeZone().getId())
                .put("region", site.region())
                .put("attributes", attributes(site.attributes()))
                .put("zones", zones);
    }

    private static JsonObject document(Device device) {
        var points = new JsonArray();
        device.points()
                .forEach(point -> points.add(new JsonObject()
                        .put("id", point.id())
                        .put("name", TextJson.of(point.name()))
                        .put("quantity", point.quantity())
                        .put("unit", point.unit())
                        .put("attributes", attributes(point.attributes()))));
        return new JsonObject()
                .put("name", TextJson.of(device.name()))
                .put("kind", device.kind())
                .put("zone", device.zone())
                .put("attributes", attributes(device.attributes()))
                .put("points", points);
    }

    private static JsonObject attributes(Attributes attributes) {
        var out = new JsonObject();
        attributes.values().forEach(out::put);
        return out;
    }
}
