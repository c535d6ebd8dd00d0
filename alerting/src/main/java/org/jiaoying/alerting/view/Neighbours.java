package org.jiaoying.alerting.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jiaoying.domain.DeviceKey;
import org.jspecify.annotations.Nullable;

/** The points beside one that gave a breach: those of its zone; where it has none, those of its site that measure the same. */
public final class Neighbours {
    private Neighbours() {}

    /** A point beside another; {@code device} and {@code point} as the API's {@code Device} shows them. */
    public record Neighbour(DeviceKey key, JsonObject device, JsonObject point) {}

    /**
     * The same quantity first, since it is what one compares with.
     *
     * @param devices of the site, as the API's {@code Device}
     * @param zone of the breach
     */
    public static List<Neighbour> of(
            List<JsonObject> devices, DeviceKey cause, @Nullable String point, @Nullable String zone, int max) {
        String quantity = quantity(devices, cause, point);
        var found = new ArrayList<Neighbour>();
        for (JsonObject device : devices) {
            var key = new DeviceKey(device.getString("enterprise"), device.getString("site"), device.getString("id"));
            JsonArray points = device.getJsonArray("points");
            for (int i = 0; i < points.size(); i++) {
                JsonObject other = points.getJsonObject(i);
                boolean itself = key.equals(cause) && Objects.equals(other.getString("id"), point);
                boolean near = zone == null
                        ? !quantity.isEmpty() && quantity.equals(other.getString("quantity"))
                        : zone.equals(device.getString("zone"));
                if (near && !itself) {
                    found.add(new Neighbour(key, device, other));
                }
            }
        }
        found.sort(Comparator.comparing(
                neighbour -> !quantity.equals(neighbour.point().getString("quantity"))));
        return found.subList(0, Math.min(max, found.size()));
    }

    private static String quantity(List<JsonObject> devices, DeviceKey cause, @Nullable String point) {
        for (JsonObject device : devices) {
            if (!cause.device().equals(device.getString("id"))) {
                continue;
            }
            JsonArray points = device.getJsonArray("points");
            for (int i = 0; i < points.size(); i++) {
                if (Objects.equals(points.getJsonObject(i).getString("id"), point)) {
                    return points.getJsonObject(i).getString("quantity", "");
                }
            }
        }
        return "";
    }
}
