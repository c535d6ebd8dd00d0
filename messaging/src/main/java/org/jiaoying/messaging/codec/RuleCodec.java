package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.jiaoying.messaging.proto.RuleFaultRecord;
import org.jiaoying.messaging.proto.RuleRecord;

/** The records of topics {@code rules} and {@code rule-faults}. */
public final class RuleCodec {
    private RuleCodec() {}

    public static byte[] encode(RuleDocument rule) {
        return RuleRecord.newBuilder()
                .setRuleId(rule.ruleId())
                .setVersion(rule.version())
                .setDocument(rule.json())
                .build()
                .toByteArray();
    }

    public static byte[] encode(RuleFault fault) {
        return RuleFaultRecord.newBuilder()
                .setRuleId(fault.ruleId())
                .setVersion(fault.version())
                .setCode(fault.code())
                .setReason(fault.reason())
                .setAt(fault.at().toEpochMilli())
                .setCount(fault.count())
                .build()
                .toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static RuleDocument decodeRule(byte[] bytes) {
        try {
            RuleRecord in = RuleRecord.parseFrom(bytes);
            Keys.require(in.getRuleId());
            return new RuleDocument(in.getRuleId(), in.getVersion(), in.getDocument());
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a rule record", e);
        }
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static RuleFault decodeFault(byte[] bytes) {
        try {
            RuleFaultRecord in = RuleFaultRecord.parseFrom(bytes);
            Keys.require(in.getRuleId());
            return new RuleFault(
                    in.getRuleId(),
                    in.getVersion(),
                    in.getCode(),
                    in.getReason(),
                    Instant.ofEpochMilli(in.getAt()),
                    Math.max(1, in.getCount()));
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a rule fault record", e);
        }
    }
}
