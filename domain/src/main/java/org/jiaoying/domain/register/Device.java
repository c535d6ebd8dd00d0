package org.jiaoying.domain.register;

import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * A thing that sends (设备).
 *
 * @param kind such as {@code gas-sensor}, {@code gnss}, {@code power-meter}, {@code positioning-station}, {@code camera}
 * @param zone id of the zone of its site in which it stands
 */
public record Device(
        DeviceKey key,
        Text name,
        String kind,
        @Nullable String zone,
        Attributes attributes,
        List<Point> points,
        List<DeclaredWindow> windows)
        implements RegisterEntry {

    public Device {
        points = List.copyOf(points);
        windows = List.copyOf(windows);
    }

    @Override
    public String entryKey() {
        return "device:" + key;
    }

    /** The point with this id, or null. */
    public @Nullable Point point(String id) {
        for (Point point : points) {
            if (point.id().equals(id)) {
                return point;
            }
        }
        return null;
    }
}
