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
import org.jspecify.annotations.Nullable;

/**
 * Writes observations as lines. Measurements: {@code readings} (tags enterprise, site, device, point;
 * value, and quality as 0 good, 1 bad, 2 calibrating, 3 fault), {@code positions} (card), {@code scene_events} (type), {@code
 * statuses}. Numbers are always doubles, since QuestDB takes no other number for a column of doubles. For one thread.
 */
final class LineProtocol {
    private static final int MAX_DEVICES = 20_000;
    private static final int MAX_TEXT = 2_048;

    /** The starts of a device's lines, up to the first value. */
    private static final class Prefixes {
        private final String tags;
        private final Map<String, String> readings = new HashMap<>();

        Prefixes(DeviceKey device) {
            this.tags = ",enterprise=" + escapeTag(device.enterprise()) + ",site=" + escapeTag(device.site())
                    + ",device=" + escapeTag(device.device());
        }

        String reading(String point) {
            return readings.computeIfAbsent(point, id -> "readings" + tags + ",point=" + escapeTag(id) + " value=");
        }
    }

    private final Map<DeviceKey, Prefixes> prefixes = new HashMap<>();

    /** Appends the lines of a message, without line feeds. */
    void append(DeviceMessage message, List<String> lines) {
        if (prefixes.size() > MAX_DEVICES) {
            prefixes.clear();
        }
        Prefixes device = prefixes.computeIfAbsent(message.device(), Prefixes::new);
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

    private static void append(StringBuilder line, Prefixes device, Reading reading) {
        line.append(device.reading(reading.point())).append(reading.value());
        line.append(",quality=").append(reading.quality().ordinal()).append(".0");
    }

    private static void append(StringBuilder line, Prefixes device, Position position) {
        line.append("positions").append(device.tags).append(",card=").append(escapeTag(position.tag()));
        line.append(" movement=\"")
                .append(position.movement().name().toLowerCase(Locale.ROOT))
                .append('"');
        if (position.zone() != null) {
            line.append(",zone=").append(text(position.zone()));
        }
        number(line, ",x=", position.x());
        number(line, ",y=", position.y());
        number(line, ",z=", position.z());
    }

    private static void append(StringBuilder line, Prefixes device, SceneEvent event) {
        line.append("scene_events").append(device.tags).append(",type=").append(escapeTag(event.type()));
        line.append(" confidence=").append(event.confidence());
        if (event.id() != null) {
            line.append(",id=").append(text(event.id()));
        }
        if (event.snapshot() != null) {
            line.append(",snapshot=").append(text(event.snapshot()));
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
