package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Locale;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.proto.BreachRecord;
import org.jiaoying.messaging.proto.ProgressRecord;
import org.jiaoying.messaging.proto.TransitionRecord;

/** The records of topic {@code breaches}. Times are kept to the millisecond. */
public final class BreachCodec {
    private BreachCodec() {}

    public static byte[] encode(BreachEntry entry) {
        if (entry instanceof BreachEntry.Transition transition) {
            return BreachRecord.newBuilder()
                    .setTransition(encode(transition.transition()))
                    .build()
                    .toByteArray();
        }
        var progress = (BreachEntry.Progress) entry;
        return BreachRecord.newBuilder()
                .setProgress(ProgressRecord.newBuilder()
                        .setCompleteUntil(progress.completeUntil().toEpochMilli()))
                .build()
                .toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static BreachEntry decode(byte[] bytes) {
        try {
            BreachRecord in = BreachRecord.parseFrom(bytes);
            return switch (in.getBodyCase()) {
                case TRANSITION -> new BreachEntry.Transition(decode(in.getTransition()));
                case PROGRESS ->
                    new BreachEntry.Progress(
                            Instant.ofEpochMilli(in.getProgress().getCompleteUntil()));
                case BODY_NOT_SET -> throw new BadRecordException("a breach record without a body");
            };
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a breach record", e);
        }
    }

    private static TransitionRecord encode(BreachTransition transition) {
        var out = TransitionRecord.newBuilder()
                .setBreachId(transition.breachId())
                .setRevision(transition.revision())
                .setChange(transition.change().name().toLowerCase(Locale.ROOT))
                .setRuleId(transition.ruleId())
                .setRuleVersion(transition.ruleVersion())
                .setHazard(transition.hazard().code())
                .setEnterprise(transition.device().enterprise())
                .setSite(transition.device().site())
                .setDevice(transition.device().device())
                .setLevel(transition.level().code())
                .setAt(transition.at().toEpochMilli())
                .setDetectedAt(transition.detectedAt().toEpochMilli())
                .setUnit(transition.unit())
                .setLate(transition.late())
                .setReasonZh(transition.reason().zh())
                .setReasonEn(transition.reason().en())
                .setShadow(transition.shadow());
        if (transition.zone() != null) {
            out.setZone(transition.zone());
        }
        if (transition.point() != null) {
            out.setPoint(transition.point());
        }
        if (transition.value() != null) {
            out.setValue(transition.value());
        }
        if (transition.limit() != null) {
            out.setLimit(transition.limit());
        }
        if (transition.evidence() != null) {
            out.setEvidence(EvidenceRecords.encode(transition.evidence()));
        }
        return out.build();
    }

    private static BreachTransition decode(TransitionRecord in) {
        Keys.require(in.getEnterprise(), in.getSite(), in.getDevice());
        if (in.getBreachId().isEmpty() || in.getRevision() < 1) {
            throw new BadRecordException("a breach record without an id or a revision");
        }
        try {
            return new BreachTransition(
                    in.getBreachId(),
                    in.getRevision(),
                    BreachTransition.Change.valueOf(in.getChange().toUpperCase(Locale.ROOT)),
                    in.getRuleId(),
                    in.getRuleVersion(),
                    Hazard.valueOf(in.getHazard().toUpperCase(Locale.ROOT)),
                    new DeviceKey(in.getEnterprise(), in.getSite(), in.getDevice()),
                    in.hasZone() ? in.getZone() : null,
                    in.hasPoint() ? in.getPoint() : null,
                    Level.valueOf(in.getLevel().toUpperCase(Locale.ROOT)),
                    Instant.ofEpochMilli(in.getAt()),
                    Instant.ofEpochMilli(in.getDetectedAt()),
                    in.hasValue() ? in.getValue() : null,
                    in.hasLimit() ? in.getLimit() : null,
                    in.getUnit(),
                    in.getLate(),
                    new Text(in.getReasonZh(), in.getReasonEn()),
                    in.hasEvidence() ? EvidenceRecords.decode(in.getEvidence()) : null,
                    in.getShadow());
        } catch (IllegalArgumentException unknownWord) {
            throw new BadRecordException("a breach record with an unknown word", unknownWord);
        }
    }
}
