package org.jiaoying.simulators.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;

/**
 * One message of a device in the form of the feed contract: a topic under {@code jy/v1} and JSON.
 *
 * @param at the device's time of it
 * @param payload UTF-8
 */
public record FeedMessage(DeviceKey device, Channel channel, Instant at, byte[] payload) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The last level of a topic. */
    public enum Channel {
        TELEMETRY,
        POSITION,
        EVENT,
        STATUS;

        String topicLevel() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public String topic() {
        return "jy/v1/" + device + "/" + channel.topicLevel();
    }

    /** Values of points, all of one quality. */
    public static FeedMessage telemetry(DeviceKey device, Instant at, Map<String, Double> values, Quality quality) {
        var shape = stamped(at);
        shape.put("values", values);
        if (quality != Quality.GOOD) {
            shape.put("quality", quality.name().toLowerCase(java.util.Locale.ROOT));
        }
        return of(device, Channel.TELEMETRY, at, shape);
    }

    /** A card seen in a zone, with its place in metres. */
    public static FeedMessage position(
            DeviceKey station, Instant at, String tag, String zone, Position.Movement movement, double x, double y) {
        var shape = stamped(at);
        shape.put("tag", tag);
        shape.put("zone", zone);
        shape.put("event", movement.name().toLowerCase(java.util.Locale.ROOT));
        shape.put("x", x);
        shape.put("y", y);
        shape.put("z", 0.0);
        return of(station, Channel.POSITION, at, shape);
    }

    /** What a camera's analytics saw. */
    public static FeedMessage scene(DeviceKey camera, Instant at, String id, String type, double confidence) {
        var shape = stamped(at);
        shape.put("id", id);
        shape.put("type", type);
        shape.put("confidence", confidence);
        return of(camera, Channel.EVENT, at, shape);
    }

    public static FeedMessage status(DeviceKey device, Instant at, Status.State state) {
        var shape = stamped(at);
        shape.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        return of(device, Channel.STATUS, at, shape);
    }

    private static Map<String, Object> stamped(Instant at) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("ts", at.toEpochMilli());
        return shape;
    }

    private static FeedMessage of(DeviceKey device, Channel channel, Instant at, Map<String, Object> shape) {
        try {
            return new FeedMessage(device, channel, at, JSON.writeValueAsBytes(shape));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a message of " + device, e);
        }
    }
}
