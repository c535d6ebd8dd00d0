package org.jiaoying.ingest.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.ingest.register.RegisteredDevice;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations as lines. Each has the tags enterprise, site and device; the measurements are {@code readings} (tags
 * point, quantity; value, and quality as 0 good, 1 bad, 2 calibrating, 3 fault), {@code positions} (card), {@code scene_events}
 * (type) and {@code statuses}. All but the last have the tag zone: a position's own, or the device's. Quantity and zone come
 * from the register, and are left out where it has none. A scene event that did not just begin says how it went on. Numbers are always doubles, since QuestDB takes no other number for a
 * column of doubles. For one thread.
 */
final class LineProtocol {
    private static final int MAX_DEVICES = 20_000;
    private static final int MAX_TEXT = 2_048;

    /** The starts of a device's lines, up to the first value. */
    private static final class Prefixes {
        private final String tags;
        private final @Nullable Device device;
        private final String zone;
        private final Map<String, String> readings = new HashMap<>();

        Prefixes(DeviceKey key, @Nullable Device device) {
            this.tags = ",enterprise=" + escapeTag(key.enterprise()) + ",site=" + escapeTag(key.site()) + ",device="
                    + escapeTag(key.device());
            this.device = device;
            this.zone = device == null ? "" : tag("zone", device.zone());
        }

        String reading(String id) {
            return readings.computeIfAbsent(
                    id, unseen -> "readings" + tags + tag("point", id) + quantity(id) + zone + " value=");
        }

        private String quantity(String id) {
            Point point = device == null ? null : device.point(id);
            return point == null ? "" : tag("quantity", point.quantity());
        }
    }

    private final Register register;
    private final Map<DeviceKey, Prefixes> prefixes = new HashMap<>();
    private long revision;

    LineProtocol(Register register) {
        this.register = register;
    }

    /** Appends the lines of a message, without line feeds. */
    void append(DeviceMessage message, List<String> lines) {
        long current = register.revision();
        if (prefixes.size() > MAX_DEVICES || revision != current) {
            prefixes.clear();
            revision = current;
        }
        Prefixes device = prefixes.computeIfAbsent(message.device(), this::prefixes);
        var line = new StringBuilder(160);
        for (Observation observation : message.observations()) {
            line.setLength(0);
            if (observation instanceof Reading reading) {
                append(line, device, reading);
            } else if (observation instanceof Position position) {
                append(line, device, position);
            } else if (observation instanceof SceneEvent event) {
                append(line, device, event);
            } else if (observation instanceof Status status) {
                line.append("statuses").append(device.tags).append(" state=\"");
                line.append(status.state().name().toLowerCase(Locale.ROOT)).append('"');
            }
            lines.add(end(line, observation.at()));
        }
    }

    private Prefixes prefixes(DeviceKey key) {
        RegisteredDevice registered = register.device(key.toString());
        return new Prefixes(key, registered == null ? null : registered.device());
    }

    private static void append(StringBuilder line, Prefixes device, Reading reading) {
        line.append(device.reading(reading.point())).append(reading.value());
        line.append(",quality=").append(reading.quality().ordinal()).append(".0");
    }

    private static void append(StringBuilder line, Prefixes device, Position position) {
        line.append("positions").append(device.tags).append(tag("card", position.tag()));
        line.append(tag("zone", position.zone()));
        line.append(" movement=\"")
                .append(position.movement().name().toLowerCase(Locale.ROOT))
                .append('"');
        number(line, ",x=", position.x());
        number(line, ",y=", position.y());
        number(line, ",z=", position.z());
    }

    private static void append(StringBuilder line, Prefixes device, SceneEvent event) {
        line.append("scene_events")
                .append(device.tags)
                .append(tag("type", event.type()))
                .append(device.zone);
        line.append(" confidence=").append(event.confidence());
        if (event.id() != null) {
            line.append(",id=").append(text(event.id()));
        }
        if (event.snapshot() != null) {
            line.append(",snapshot=").append(text(event.snapshot()));
        }
        if (event.course() != SceneEvent.Course.SEEN) {
            line.append(",course=\"")
                    .append(event.course().name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
    }

    private static void number(StringBuilder line, String field, @Nullable Double value) {
        if (value != null) {
            line.append(field).append(value.doubleValue());
        }
    }

    private static String end(StringBuilder line, Instant at) {
        return line.append(' ').append(at.toEpochMilli()).toString();
    }

    private static String tag(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : "," + name + "=" + escapeTag(value);
    }

    /** Ids have nothing to escape; what came by another way must not break out of its tag all the same. */
    private static String escapeTag(String value) {
        var escaped = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '=' || c == ' ' || c == '\\') {
                escaped.append('\\').append(c);
            } else {
                escaped.append(Character.isISOControl(c) ? '_' : c);
            }
        }
        return escaped.toString();
    }

    private static String text(String value) {
        var quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < Math.min(value.length(), MAX_TEXT); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
