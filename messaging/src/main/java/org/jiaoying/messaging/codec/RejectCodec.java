package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Locale;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.messaging.proto.RejectRecord;

/** The records of topic {@code rejects}. */
public final class RejectCodec {
    private RejectCodec() {}

    public static byte[] encode(Reject reject) {
        return RejectRecord.newBuilder()
                .setEnterprise(reject.enterprise())
                .setTopic(reject.topic())
                .setReceivedAt(reject.receivedAt().toEpochMilli())
                .setCode(reject.code().code())
                .setReason(reject.reason())
                .setSample(reject.sample())
                .setMore(reject.count() - 1)
                .build()
                .toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static Reject decode(byte[] bytes) {
        try {
            RejectRecord in = RejectRecord.parseFrom(bytes);
            return new Reject(
                    in.getEnterprise(),
                    in.getTopic(),
                    Instant.ofEpochMilli(in.getReceivedAt()),
                    RejectCode.valueOf(in.getCode().toUpperCase(Locale.ROOT).replace('-', '_')),
                    in.getReason(),
                    in.getSample(),
                    in.getMore() + 1);
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a reject record", e);
        } catch (IllegalArgumentException e) {
            throw new BadRecordException("a reject record with an unknown code", e);
        }
    }
}
