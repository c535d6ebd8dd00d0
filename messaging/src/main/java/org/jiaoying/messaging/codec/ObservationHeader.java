package org.jiaoying.messaging.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.messaging.proto.DeviceMessageRecord;
import org.jiaoying.messaging.proto.HeartbeatRecord;
import org.jiaoying.messaging.proto.ObservationRecord;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a record of topic {@code observations} and when it was received, read without its contents: enough to bring it to
 * whoever judges it.
 *
 * @param device null for a heartbeat
 * @param at milliseconds: a heartbeat's time, or when the message was received
 */
public record ObservationHeader(@Nullable DeviceKey device, long at) {

    public boolean heartbeat() {
        return device == null;
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static ObservationHeader of(byte[] bytes) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                if (field == ObservationRecord.HEARTBEAT_FIELD_NUMBER) {
                    in.pushLimit(in.readRawVarint32());
                    return new ObservationHeader(null, varint(in, HeartbeatRecord.AT_FIELD_NUMBER));
                }
                if (field == ObservationRecord.MESSAGE_FIELD_NUMBER) {
                    in.pushLimit(in.readRawVarint32());
                    return message(in);
                }
                in.skipField(tag);
            }
            throw new BadRecordException("an observation record without a body");
        } catch (IOException e) {
            throw new BadRecordException("not an observation record", e);
        }
    }

    /** The first fields of a message; they stand before its contents. */
    private static ObservationHeader message(CodedInputStream in) throws IOException {
        String enterprise = "";
        String site = "";
        String device = "";
        long receivedAt = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case DeviceMessageRecord.ENTERPRISE_FIELD_NUMBER -> enterprise = in.readStringRequireUtf8();
                case DeviceMessageRecord.SITE_FIELD_NUMBER -> site = in.readStringRequireUtf8();
                case DeviceMessageRecord.DEVICE_FIELD_NUMBER -> device = in.readStringRequireUtf8();
                case DeviceMessageRecord.RECEIVED_AT_FIELD_NUMBER -> {
                    receivedAt = in.readInt64();
                    if (!device.isEmpty()) {
                        return new ObservationHeader(new DeviceKey(enterprise, site, device), receivedAt);
                    }
                }
                default -> in.skipField(tag);
            }
        }
        if (device.isEmpty()) {
            throw new BadRecordException("an observation record without a device");
        }
        return new ObservationHeader(new DeviceKey(enterprise, site, device), receivedAt);
    }

    private static long varint(CodedInputStream in, int wanted) throws IOException {
        long value = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == wanted) {
                value = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        return value;
    }
}
