package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Around;
import org.jiaoying.domain.rule.Fact;
import org.jiaoying.domain.rule.Selector;
import org.jspecify.annotations.Nullable;

/** Looks up in the register where the facts of a rule come from, subject by subject. */
final class FactSources {
    private static final String CAMERA = "camera";

    private FactSources() {}

    /** The sources by the facts' names; null where the register lacks an amount, which is noted. */
    static @Nullable Map<String, FactSource> of(List<Fact> facts, Subject subject, SiteLook look) {
        var sources = new LinkedHashMap<String, FactSource>();
        for (Fact fact : facts) {
            FactSource source = of(fact, subject, look);
            if (source == null) {
                return null;
            }
            sources.put(fact.name(), source);
        }
        return sources;
    }

    /** Asks for what the facts need to hear of a device of the site. */
    static void want(List<Fact> facts, Device device, Wanted wanted) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.Values values) {
                for (Point point : device.points()) {
                    if (SitePoints.fits(values.selector(), point)) {
                        wanted.point(point.id());
                    }
                }
            } else if (fact instanceof Fact.Cards) {
                wanted.all(Position.class);
            } else if ((fact instanceof Fact.Scenes || fact instanceof Fact.Dark) && isCamera(device)) {
                wanted.all(SceneEvent.class);
                wanted.all(Status.class);
            }
        }
    }

    /** How long values must be remembered for the facts' rises, in milliseconds. */
    static long longestRise(List<Fact> facts) {
        long longest = 0;
        for (Fact fact : facts) {
            if (fact instanceof Fact.Values values && values.over() != null) {
                longest = Math.max(longest, values.over().toMillis());
            }
        }
        return longest;
    }

    private static @Nullable FactSource of(Fact fact, Subject subject, SiteLook look) {
        if (fact instanceof Fact.Values values) {
            long over = values.over() == null ? 0 : values.over().toMillis();
            return new FactSource.Values(
                    points(values, subject, look),
                    values.take(),
                    over,
                    values.fresh().toMillis());
        }
        if (fact instanceof Fact.Cards cards) {
            return new FactSource.Cards(
                    zones(cards.in(), subject, look), cards.fresh().toMillis());
        }
        if (fact instanceof Fact.Scenes scenes) {
            return new FactSource.Scenes(
                    cameras(scenes.in(), subject, look),
                    scenes.types(),
                    scenes.over().toMillis());
        }
        if (fact instanceof Fact.Dark dark) {
            return new FactSource.Dark(cameras(dark.in(), subject, look));
        }
        if (fact instanceof Fact.Declared declared) {
            return new FactSource.Declared(windows(declared.kind(), subject));
        }
        Double value = look.up(((Fact.Constant) fact).value(), Amounts::number, subject);
        return value == null ? null : new FactSource.Constant(value);
    }

    private static List<String> points(Fact.Values values, Subject subject, SiteLook look) {
        if (values.in().reach() == Around.Reach.SELF && subject.point() != null) {
            return SitePoints.fits(values.selector(), subject.point()) ? List.of(subject.key()) : List.of();
        }
        var points = new ArrayList<String>();
        SitePoints.of(values.selector(), look.plan()).forEach((key, other) -> {
            if (SitePoints.near(subject, other, values.in())) {
                points.add(key);
            }
        });
        return List.copyOf(points);
    }

    /** The zones around a subject; null for the whole site. */
    private static @Nullable Set<String> zones(Around in, Subject subject, SiteLook look) {
        if (in.reach() == Around.Reach.SITE) {
            return null;
        }
        var zones = new TreeSet<String>();
        if (in.reach() == Around.Reach.ALIKE) {
            String name = String.valueOf(in.attribute());
            Site site = look.plan().site();
            for (Zone zone : site == null ? List.<Zone>of() : site.zones()) {
                if (zone.attributes().text(name).equals(subject.attribute(name))) {
                    zones.add(zone.id());
                }
            }
        } else {
            zones.addAll(SitePoints.covered(subject.device()));
        }
        return zones;
    }

    /** The cameras that cover the place of a subject; of a camera itself, itself. */
    private static List<String> cameras(Around in, Subject subject, SiteLook look) {
        if (in.reach() == Around.Reach.SELF) {
            return List.of(subject.device().key().device());
        }
        var anyCamera = new Selector(null, null, CAMERA, null, null, null, null, Map.of());
        var cameras = new ArrayList<String>();
        for (Subject camera : new TreeMap<>(SitePoints.of(anyCamera, look.plan())).values()) {
            // The camera covers the subject's place, not the other way round.
            if (SitePoints.near(camera, subject, in)) {
                cameras.add(camera.device().key().device());
            }
        }
        return List.copyOf(cameras);
    }

    private static List<DeclaredWindow> windows(String kind, Subject subject) {
        Site site = subject.site();
        List<DeclaredWindow> ofSite = site == null ? List.of() : site.windows();
        return Stream.concat(subject.device().windows().stream(), ofSite.stream())
                .filter(window -> window.kind().equals(kind))
                .toList();
    }

    private static boolean isCamera(Device device) {
        return device.kind().equals(CAMERA);
    }
}
