package org.jiaoying.ingest.history.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.ingest.history.Archive.Said;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jspecify.annotations.Nullable;

/** One row of a measurement, turned back into what was said. */
interface KeptRow {
    /** The measurements with what is read of each, in the order in which they are taken at one time. */
    List<Measurement> MEASUREMENTS = List.of(
            new Measurement("statuses", List.of("state"), KeptRow::status),
            new Measurement(
                    "scene_events", List.of("type", "confidence", "id", "snapshot", "course"), KeptRow::sceneEvent),
            new Measurement("positions", List.of("card", "zone", "movement", "x", "y", "z"), KeptRow::position),
            new Measurement("readings", List.of("point", "value", "quality"), KeptRow::reading));

    /** What one of its columns holds; null where it holds nothing. */
    @Nullable
    Object value(String column);

    /** How a row is read. */
    interface Reader {
        Observation read(KeptRow row, Instant at);
    }

    /** What is kept under one name. */
    record Measurement(String name, List<String> columns, Reader reader) {

        /** @throws HistoryUnavailableException if the row is none that this system writes */
        Said said(Instant at, KeptRow row) {
            try {
                var device = new DeviceKey(row.required("enterprise"), row.required("site"), row.required("device"));
                return new Said(device, reader.read(row, at));
            } catch (IllegalArgumentException e) {
                throw new HistoryUnavailableException("a row of " + name + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static Reading reading(KeptRow row, Instant at) {
        Quality quality = Quality.values()[(int) row.number("quality", Quality.values().length - 1.0)];
        return new Reading(row.required("point"), at, row.number("value", Double.MAX_VALUE), quality, TimeBasis.DEVICE);
    }

    private static Position position(KeptRow row, Instant at) {
        var movement = Position.Movement.valueOf(row.required("movement").toUpperCase(Locale.ROOT));
        return new Position(
                row.required("card"),
                row.text("zone"),
                movement,
                row.optional("x"),
                row.optional("y"),
                row.optional("z"),
                at,
                TimeBasis.DEVICE);
    }

    private static SceneEvent sceneEvent(KeptRow row, Instant at) {
        String course = row.text("course");
        return new SceneEvent(
                row.text("id"),
                row.required("type"),
                row.number("confidence", 1),
                row.text("snapshot"),
                course == null ? SceneEvent.Course.SEEN : SceneEvent.Course.valueOf(course.toUpperCase(Locale.ROOT)),
                at,
                TimeBasis.DEVICE);
    }

    private static Status status(KeptRow row, Instant at) {
        return new Status(Status.State.valueOf(row.required("state").toUpperCase(Locale.ROOT)), at, TimeBasis.DEVICE);
    }

    private @Nullable String text(String column) {
        Object value = value(column);
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    private String required(String column) {
        String text = text(column);
        if (text == null) {
            throw new IllegalArgumentException("no " + column);
        }
        return text;
    }

    private @Nullable Double optional(String column) {
        String text = text(column);
        return text == null ? null : Double.valueOf(text);
    }

    private double number(String column, double most) {
        double number = Double.parseDouble(required(column));
        if (!(Math.abs(number) <= most)) {
            throw new IllegalArgumentException(column + " is " + number);
        }
        return number;
    }
}
