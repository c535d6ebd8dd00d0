package org.jiaoying.stream.detect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jspecify.annotations.Nullable;

/**
 * What a breach of a whole site's rule is about: a zone, a person, a camera, the site itself.
 *
 * @param key names it in ids; the same thing has the same key whichever device told of it
 * @param deviceKey the device that stands in the breach: the thing itself, or the one that told of it
 * @param zoneId the zone in which it happens
 * @param pointId the point that stands in the breach, if it is about one
 */
public record SiteSubject(
        String key,
        DeviceKey deviceKey,
        @Nullable String zoneId,
        @Nullable String pointId,
        ZoneId timeZone,
        Map<String, Text> names)
        implements Named {

    /** A subject of this plan's site, with the names that the register has. */
    static SiteSubject of(SitePlan plan, String key, DeviceKey device, @Nullable String zone, @Nullable String point) {
        Site site = plan.site();
        Enterprise enterprise = plan.enterprise();
        var names = new HashMap<String, Text>();
        names.put("device", plan.nameOf(device));
        names.put("point", plan.nameOf(device));
        Zone known = zone == null ? null : plan.zone(zone);
        names.put("zone", known == null ? Text.same(zone == null ? "—" : zone) : known.name());
        names.put("site", site == null ? Text.same(device.site()) : site.name());
        names.put("enterprise", enterprise == null ? Text.same(device.enterprise()) : enterprise.name());
        return new SiteSubject(
                key, device, zone, point, site == null ? ZoneOffset.UTC : site.timeZone(), Map.copyOf(names));
    }

    /** The same told of by another device. */
    SiteSubject by(DeviceKey other) {
        return other.equals(deviceKey) ? this : new SiteSubject(key, other, zoneId, pointId, timeZone, names);
    }
}
