package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.messaging.proto.FeedRecord;

/** The records of topic {@code feeds}. */
public final class FeedCodec {
    private FeedCodec() {}

    public static byte[] encode(FeedReport report) {
        FeedRecord.Builder record = FeedRecord.newBuilder()
                .setEnterprise(report.device().enterprise())
                .setSite(report.device().site())
                .setDevice(report.device().device())
                .setLastReceivedAt(report.lastReceivedAt().toEpochMilli())
                .setMessages(report.messages())
                .setValues(report.values())
                .setLate(report.late())
                .setReplaced(report.replaced())
                .setRefused(report.refused());
        Long offset = report.offsetMillis();
        if (offset != null) {
            record.setOffsetMillis(offset);
        }
        return record.build().toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static FeedReport decode(byte[] bytes) {
        try {
            FeedRecord in = FeedRecord.parseFrom(bytes);
            return new FeedReport(
                    new DeviceKey(in.getEnterprise(), in.getSite(), in.getDevice()),
                    Instant.ofEpochMilli(in.getLastReceivedAt()),
                    in.hasOffsetMillis() ? in.getOffsetMillis() : null,
                    in.getMessages(),
                    in.getValues(),
                    in.getLate(),
                    in.getReplaced(),
                    in.getRefused());
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a record of a feed", e);
        } catch (IllegalArgumentException e) {
            throw new BadRecordException("a record of a feed without a device", e);
        }
    }
}
