package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.rule.Around;
import org.jiaoying.domain.rule.Selector;

/** The points of a site that a rule speaks of, and which of them are neighbours. */
final class SitePoints {
    private static final String COVERS = "covers";

    private SitePoints() {}

    /** As {@link Subject#key()} names it. */
    static String key(DeviceKey device, String point) {
        return device + "/" + point;
    }

    /** The points that fit, by their keys; the devices themselves where the selector picks devices. */
    static Map<String, Subject> of(Selector selector, SitePlan plan) {
        var found = new TreeMap<String, Subject>();
        for (Device device : plan.devices().values()) {
            if (Planner.fits(selector, device, plan.site())) {
                for (Subject subject : subjects(device, selector, plan)) {
                    if (subject.has(selector.where())) {
                        found.put(subject.key(), subject);
                    }
                }
            }
        }
        return found;
    }

    /** Whether this is a point that the selector asks for; what it asks of attributes is not looked at. */
    static boolean fits(Selector selector, Point point) {
        return (selector.quantity() == null || selector.quantity().equals(point.quantity()))
                && (selector.point() == null || selector.point().equals(point.id()));
    }

    /** For each of the subjects, the keys of the others near it. */
    static Map<String, List<String>> neighbours(Map<String, Subject> of, Map<String, Subject> among, Around around) {
        var neighbours = new TreeMap<String, List<String>>();
        of.forEach((key, subject) -> {
            var near = new ArrayList<String>();
            among.forEach((otherKey, other) -> {
                if (!otherKey.equals(key) && near(subject, other, around)) {
                    near.add(otherKey);
                }
            });
            neighbours.put(key, List.copyOf(near));
        });
        return neighbours;
    }

    /** Whether one subject lies around another, or is it. */
    static boolean near(Subject subject, Subject other, Around around) {
        return switch (around.reach()) {
            case SELF -> subject.device().key().equals(other.device().key());
            case ZONE ->
                other.device().zone() != null
                        && covered(subject.device()).contains(other.device().zone());
            case SITE -> true;
            case ALIKE -> alike(subject, other, around);
        };
    }

    /** The zone in which a device stands, and those that its attribute {@code covers} names, as of a camera. */
    static Set<String> covered(Device device) {
        var zones = new TreeSet<String>();
        if (device.zone() != null) {
            zones.add(device.zone());
        }
        device.attributes()
                .text(COVERS)
                .ifPresent(names -> Stream.of(names.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .forEach(zones::add));
        return zones;
    }

    private static boolean alike(Subject subject, Subject other, Around around) {
        String name = String.valueOf(around.attribute());
        var own = subject.attribute(name);
        return own.isPresent() && own.equals(other.attribute(name));
    }

    private static List<Subject> subjects(Device device, Selector selector, SitePlan plan) {
        if (!selector.judgesPoints()) {
            return List.of(new Subject(device, null, plan.site(), plan.enterprise()));
        }
        return device.points().stream()
                .filter(point -> fits(selector, point))
                .map(point -> new Subject(device, point, plan.site(), plan.enterprise()))
                .toList();
    }
}
