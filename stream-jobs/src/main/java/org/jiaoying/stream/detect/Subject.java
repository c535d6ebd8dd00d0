package org.jiaoying.stream.detect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jspecify.annotations.Nullable;

/**
 * What a rule judges, as the register has it: a point of a device, or the device itself.
 *
 * @param point null for the device itself
 * @param site null while the register has none
 */
record Subject(
        Device device,
        @Nullable Point point,
        @Nullable Site site,
        @Nullable Enterprise enterprise) implements Named {

    /** An attribute of the point, or else of the device, its zone, its site. */
    Optional<String> attribute(String name) {
        Optional<String> own =
                point == null ? Optional.empty() : point.attributes().text(name);
        Zone zone = zone();
        return own.or(() -> device.attributes().text(name))
                .or(() -> (zone == null ? Attributes.NONE : zone.attributes()).text(name))
                .or(() -> (site == null ? Attributes.NONE : site.attributes()).text(name));
    }

    /** Whether it has every attribute, with exactly these values. */
    boolean has(Map<String, String> where) {
        return where.entrySet().stream()
                .allMatch(wanted -> attribute(wanted.getKey()).equals(Optional.of(wanted.getValue())));
    }

    @Nullable
    Zone zone() {
        if (site != null && device.zone() != null) {
            for (Zone zone : site.zones()) {
                if (zone.id().equals(device.zone())) {
                    return zone;
                }
            }
        }
        return null;
    }

    /** {@code enterprise/site/device} and, for a point, {@code /point}. */
    @Override
    public String key() {
        return point == null ? device.key().toString() : device.key() + "/" + point.id();
    }

    String unit() {
        return point == null ? "" : point.unit();
    }

    @Override
    public DeviceKey deviceKey() {
        return device.key();
    }

    @Override
    public @Nullable String zoneId() {
        return device.zone();
    }

    @Override
    public @Nullable String pointId() {
        return point == null ? null : point.id();
    }

    @Override
    public ZoneId timeZone() {
        return site == null ? ZoneOffset.UTC : site.timeZone();
    }

    @Override
    public Map<String, Text> names() {
        var names = new HashMap<String, Text>();
        names.put("device", device.name());
        names.put("point", point == null ? device.name() : point.name());
        Zone zone = zone();
        names.put("zone", zone == null ? Text.same(device.zone() == null ? "—" : device.zone()) : zone.name());
        names.put("site", site == null ? Text.same(device.key().site()) : site.name());
        names.put("enterprise", enterprise == null ? Text.same(device.key().enterprise()) : enterprise.name());
        return names;
    }
}
