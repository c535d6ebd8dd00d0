package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.BaselineText;
import org.jiaoying.messaging.proto.BaselineRecord;

/** The records of compacted topic {@code baselines}. */
public final class BaselineCodec {
    private BaselineCodec() {}

    public static byte[] encode(Baseline baseline) {
        return BaselineRecord.newBuilder()
                .setVersion(baseline.version())
                .setDocument(BaselineText.write(baseline))
                .build()
                .toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static Baseline decode(byte[] bytes) {
        try {
            return BaselineText.read("baseline", BaselineRecord.parseFrom(bytes).getDocument());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new BadRecordException("not a baseline record", e);
        }
    }
}
