package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jspecify.annotations.Nullable;

/** Every rule that judges a site as a whole, with its limits looked up in the register. Made anew when either changes. */
public final class SitePlan {
    /** The kind under which people's cards stand in the register, as devices whose id is the tag. */
    public static final String CARD = "card";

    private final @Nullable Site site;
    private final @Nullable Enterprise enterprise;
    private final Map<String, Device> devices;
    final List<SiteWatch> watches;
    private final List<DevicePlan.Unresolved> unresolved;
    private final ZoneMap zones;

    /** @param devices by their ids */
    SitePlan(
            @Nullable Site site,
            @Nullable Enterprise enterprise,
            Map<String, Device> devices,
            List<SiteWatch> watches,
            List<DevicePlan.Unresolved> unresolved) {
        this.site = site;
        this.enterprise = enterprise;
        this.devices = devices;
        this.watches = watches;
        this.unresolved = unresolved;
        this.zones = new ZoneMap(site);
    }

    /** Rules that ought to judge the site, or a part of it, and cannot. */
    public List<DevicePlan.Unresolved> unresolved() {
        return unresolved;
    }

    @Nullable
    Site site() {
        return site;
    }

    @Nullable
    Enterprise enterprise() {
        return enterprise;
    }

    /** The site's devices by their ids, people's cards among them. */
    Map<String, Device> devices() {
        return devices;
    }

    @Nullable
    Device device(String id) {
        return devices.get(id);
    }

    ZoneMap zones() {
        return zones;
    }

    @Nullable
    Zone zone(String id) {
        if (site != null) {
            for (Zone zone : site.zones()) {
                if (zone.id().equals(id)) {
                    return zone;
                }
            }
        }
        return null;
    }

    Text nameOf(DeviceKey key) {
        Device device = devices.get(key.device());
        return device == null ? Text.same(key.device()) : device.name();
    }

    boolean watches(String ruleId) {
        return watches.stream().anyMatch(watch -> watch.rule().id().equals(ruleId));
    }
}
