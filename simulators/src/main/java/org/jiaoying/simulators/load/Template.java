package org.jiaoying.simulators.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jiaoying.domain.DeviceKey;

/**
 * The PUBLISH packet of one device with its digits left to be filled in; the payload is
 * {@code {"ts":T,"values":{"v0":D.DD,…}}}. For one thread.
 */
final class Template {
    private static final int STAMP_DIGITS = 13;
    private static final int PUBLISH_QOS_1 = 0x32;

    private final DeviceKey device;
    private final byte[] packet;
    private final int idAt;
    private final int stampAt;
    private final int[] valueAt = new int[LoadPlan.VALUES];
    private long lastStamp;
    private int chance;

    Template(DeviceKey device) {
        this.device = device;
        this.chance = device.hashCode() | 1;
        byte[] topic = ("jy/v1/" + device + "/telemetry").getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder("{\"ts\":");
        int stampInText = text.length();
        text.append("0".repeat(STAMP_DIGITS)).append(",\"values\":{");
        for (int i = 0; i < valueAt.length; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(LoadPlan.POINTS.get(i)).append("\":");
            valueAt[i] = text.length();
            text.append("0.00");
        }
        byte[] payload = text.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
        var built = new ByteArrayOutputStream();
        built.write(PUBLISH_QOS_1);
        built.writeBytes(Wire.varint(2 + topic.length + 2 + 1 + payload.length));
        built.write(topic.length >> 8);
        built.write(topic.length);
        built.writeBytes(topic);
        this.idAt = built.size();
        // packet id, and no properties
        built.writeBytes(new byte[3]);
        int payloadAt = built.size();
        built.writeBytes(payload);
        this.packet = built.toByteArray();
        this.stampAt = payloadAt + stampInText;
        for (int i = 0; i < valueAt.length; i++) {
            valueAt[i] += payloadAt;
        }
    }

    DeviceKey device() {
        return device;
    }

    /** The packet itself, to be sent before it is filled in again. */
    byte[] packet() {
        return packet;
    }

    /** Where in the packet its id stands. */
    int idAt() {
        return idAt;
    }

    long lastStamp() {
        return lastStamp;
    }

    /**
     * Fills in ordinary values.
     *
     * @param stampMillis moved on where this device has sent at that time already
     */
    void fill(long stampMillis) {
        stamp(Math.max(stampMillis, lastStamp + 1));
        for (int at : valueAt) {
            chance = chance * 1_664_525 + 1_013_904_223;
            // 0.00 to 0.79, well under the limit
            int hundredths = (chance >>> 16) % 80;
            packet[at] = '0';
            packet[at + 2] = (byte) ('0' + hundredths / 10);
            packet[at + 3] = (byte) ('0' + hundredths % 10);
        }
    }

    /** Puts {@code hundredths}, at most 999, over the first point's value. */
    void overwriteFirst(int hundredths) {
        int at = valueAt[0];
        packet[at] = (byte) ('0' + hundredths / 100);
        packet[at + 2] = (byte) ('0' + hundredths / 10 % 10);
        packet[at + 3] = (byte) ('0' + hundredths % 10);
    }

    private void stamp(long millis) {
        lastStamp = millis;
        long rest = millis;
        for (int i = STAMP_DIGITS - 1; i >= 0; i--) {
            packet[stampAt + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
