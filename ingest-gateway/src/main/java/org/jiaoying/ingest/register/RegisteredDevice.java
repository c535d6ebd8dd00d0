package org.jiaoying.ingest.register;

import java.util.HashMap;
import java.util.Map;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jspecify.annotations.Nullable;

/** A device of the register, with its points by id. */
public final class RegisteredDevice {
    private final Device device;
    private final Map<String, Point> points = new HashMap<>();

    RegisteredDevice(Device device) {
        this.device = device;
        device.points().forEach(point -> points.put(point.id(), point));
    }

    public Device device() {
        return device;
    }

    public @Nullable Point point(String id) {
        return points.get(id);
    }
}
