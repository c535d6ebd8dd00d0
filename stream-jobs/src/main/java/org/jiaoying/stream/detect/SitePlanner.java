package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Finds the rules that judge a site as a whole, and looks their limits up. */
public final class SitePlanner {
    private SitePlanner() {}

    /**
     * @param site null while unknown: no rule judges it
     * @param devices all of the site's
     */
    public static SitePlan plan(
            @Nullable Site site,
            @Nullable Enterprise enterprise,
            Collection<Device> devices,
            Collection<VersionedRule> rules) {
        var byId = new TreeMap<String, Device>();
        devices.forEach(device -> byId.put(device.key().device(), device));
        var watches = new ArrayList<SiteWatch>();
        var unresolved = new ArrayList<DevicePlan.Unresolved>();
        var plan = new SitePlan(site, enterprise, byId, watches, unresolved);
        if (site != null) {
            for (VersionedRule versioned : rules) {
                watch(versioned, site, plan, unresolved, watches);
            }
        }
        return plan;
    }

    private static void watch(
            VersionedRule versioned,
            Site site,
            SitePlan plan,
            List<DevicePlan.Unresolved> unresolved,
            List<SiteWatch> watches) {
        Rule rule = versioned.rule();
        if (!SiteKinds.judges(rule.condition()) || !Planner.fits(rule.selector(), site)) {
            return;
        }
        SiteDetector detector = SiteKinds.detector(rule, new SiteLook(versioned, plan, unresolved));
        if (detector != null) {
            watches.add(new SiteWatch(
                    rule,
                    versioned.version(),
                    detector,
                    SiteKinds.unit(rule.condition()),
                    rule.holdsFrom().atStartOfDay(site.timeZone()).toInstant().toEpochMilli(),
                    windows(rule, site)));
        }
    }

    private static @Nullable List<DeclaredWindow> windows(Rule rule, Site site) {
        return rule.during() == null
                ? null
                : site.windows().stream()
                        .filter(window -> window.kind().equals(rule.during()))
                        .toList();
    }
}
