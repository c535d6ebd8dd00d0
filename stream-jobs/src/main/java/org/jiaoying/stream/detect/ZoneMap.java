package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Where the zones of a site lie, as far as the register says: attribute {@code area} of a zone, the corners of a polygon in metres
 * of the site's grid ({@code 0,0 40,0 40,6 0,6}); {@code edge}, how far outside of it one is still in it, and {@code dwell}, how
 * long one must be in it before one is, both of the zone or the site. Positions jitter, so that without these somebody who sits
 * at an edge would go in and out all day. Heights are not looked at: many sources send 0.
 */
final class ZoneMap {
    /** Where somebody is who is at the site, in none of the zones that the register has. */
    static final String SOMEWHERE = "?";

    private static final double USUAL_EDGE = 1.0;
    private static final long USUAL_DWELL = 5_000;
    private static final long USUAL_BREAK = 600_000;
    private static final int MAX_CORNERS = 100;

    private record Area(double[] x, double[] y, double edge) {}

    private final Map<String, Area> areas = new TreeMap<>();
    private final Map<String, Long> dwells = new TreeMap<>();
    private final long dwellMillis;
    private final long breakMillis;

    ZoneMap(@Nullable Site site) {
        Attributes ofSite = site == null ? Attributes.NONE : site.attributes();
        dwellMillis = duration(ofSite.text("dwell"), USUAL_DWELL);
        breakMillis = duration(ofSite.text("stay-break"), USUAL_BREAK);
        if (site != null) {
            double edge = ofSite.number("edge").orElse(USUAL_EDGE);
            for (Zone zone : site.zones()) {
                dwells.put(zone.id(), duration(zone.attributes().text("dwell"), dwellMillis));
                Area area = area(zone.attributes(), edge);
                if (area != null) {
                    areas.put(zone.id(), area);
                }
            }
        }
    }

    /** How long a card must seem to be in a zone before it is. */
    long dwellMillis(String zone) {
        return dwells.getOrDefault(zone, dwellMillis);
    }

    /** Out of every zone for no longer than this, a card's stay goes on (attribute {@code stay-break} of the site). */
    long breakMillis() {
        return breakMillis;
    }

    /**
     * The zone of a position: the one it is still in by its margin, or the one that the source names, or the one whose area it
     * lies in.
     *
     * @param current the zone in which the card was
     * @return null where it cannot be told
     */
    @Nullable
    String zoneOf(Position position, String current) {
        Double x = position.x();
        Double y = position.y();
        if (x != null && y != null) {
            Area known = areas.get(current);
            if (known != null && outside(known, x, y) <= known.edge()) {
                return current;
            }
        }
        if (position.zone() != null || x == null || y == null) {
            return position.zone();
        }
        for (Map.Entry<String, Area> area : areas.entrySet()) {
            if (outside(area.getValue(), x, y) == 0) {
                return area.getKey();
            }
        }
        return areas.containsKey(current) ? SOMEWHERE : null;
    }

    /** Metres from a point to an area; 0 inside. */
    private static double outside(Area area, double px, double py) {
        boolean inside = false;
        double nearest = Double.MAX_VALUE;
        int n = area.x().length;
        for (int i = 0, j = n - 1; i < n; j = i++) {
            double ax = area.x()[j];
            double ay = area.y()[j];
            double bx = area.x()[i];
            double by = area.y()[i];
            if (by > py != ay > py && px < (ax - bx) * (py - by) / (ay - by) + bx) {
                inside = !inside;
            }
            nearest = Math.min(nearest, toSegment(px, py, ax, ay, bx, by));
        }
        return inside ? 0 : nearest;
    }

    private static double toSegment(double px, double py, double ax, double ay, double bx, double by) {
        double length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
        double along = length == 0 ? 0 : ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length;
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
    }

    private static @Nullable Area area(Attributes attributes, double edgeOfSite) {
        Optional<String> text = attributes.text("area");
        if (text.isEmpty()) {
            return null;
        }
        List<double[]> corners = new ArrayList<>();
        try {
            for (String corner : text.get().strip().split("\\s+")) {
                String[] xy = corner.split(",", -1);
                corners.add(new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1])});
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notCorners) {
            return null;
        }
        if (corners.size() < 3 || corners.size() > MAX_CORNERS) {
            return null;
        }
        return new Area(
                corners.stream().mapToDouble(corner -> corner[0]).toArray(),
                corners.stream().mapToDouble(corner -> corner[1]).toArray(),
                Math.max(0, attributes.number("edge").orElse(edgeOfSite)));
    }

    private static long duration(Optional<String> text, long usual) {
        try {
            return text.map(DurationText::parse).map(Duration::toMillis).orElse(usual);
        } catch (IllegalArgumentException notADuration) {
            return usual;
        }
    }
}
