package org.jiaoying.stream.state;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.stream.proto.DetectorStateRecord;
import org.jiaoying.stream.proto.DeviceStateRecord;
import org.jiaoying.stream.proto.IssuedRecord;
import org.jiaoying.stream.proto.PointStateRecord;
import org.jiaoying.stream.proto.RuleTraceRecord;
import org.jiaoying.stream.proto.SilenceRecord;
import org.jspecify.annotations.Nullable;

/** The bytes of a device's state in a checkpoint. What holds nothing is left out: a calm device costs its last samples only. */
public final class StateCodec {
    private static final Level[] LEVELS = Level.values();
    private static final int SAMPLE_BYTES = Integer.BYTES + Double.BYTES;

    private StateCodec() {}

    public static byte[] encode(DeviceState state) {
        var out = DeviceStateRecord.newBuilder()
                .setLastHeard(state.lastHeard)
                .setOfflineSince(state.offlineSince)
                .setCalibratingSince(state.calibratingSince)
                .setWakeAt(state.wakeAt);
        state.points.forEach((id, point) -> out.addPoints(encode(id, point)));
        for (Silence silence : state.silences) {
            var silenceOut =
                    SilenceRecord.newBuilder().setRuleId(silence.ruleId()).setBreach(encode(silence.breach()));
            if (silence.point() != null) {
                silenceOut.setPoint(silence.point());
            }
            out.addSilences(silenceOut);
        }
        return out.build().toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such state */
    public static DeviceState decode(byte[] bytes) {
        try {
            return decode(DeviceStateRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not the state of a device", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unknownWord) {
            throw new BadRecordException("the state of a device with an unknown word", unknownWord);
        }
    }

    private static PointStateRecord encode(String id, PointState point) {
        var out = PointStateRecord.newBuilder().setPoint(id).setLastHeard(point.lastHeard);
        if (point.horizonAt != Long.MIN_VALUE) {
            out.setHorizonAt(point.horizonAt);
        }
        if (point.size > 0) {
            out.setOldestAt(point.times[0]).setSamples(UnsafeByteOperations.unsafeWrap(samples(point)));
        }
        for (RuleTrace trace : point.traces) {
            if (!trace.isCalm()) {
                out.addTraces(encode(trace));
            }
        }
        return out.build();
    }

    private static byte[] samples(PointState point) {
        ByteBuffer samples = ByteBuffer.allocate(point.size * SAMPLE_BYTES);
        for (int i = 0; i < point.size; i++) {
            // The buffer spans an hour at most.
            samples.putInt((int) (point.times[i] - point.times[0])).putDouble(point.values[i]);
        }
        return samples.array();
    }

    private static RuleTraceRecord encode(RuleTrace trace) {
        var out = RuleTraceRecord.newBuilder()
                .setRuleId(trace.ruleId)
                .setMemory(trace.memory)
                .setHorizon(encode(trace.horizon))
                .setHead(encode(trace.head));
        trace.issued.forEach(breach -> out.addIssued(encode(breach)));
        if (trace.late != null) {
            out.setLate(encode(trace.late));
        }
        return out.build();
    }

    static DetectorStateRecord encode(DetectorState state) {
        if (state.isCalm()) {
            return DetectorStateRecord.getDefaultInstance();
        }
        var out = DetectorStateRecord.newBuilder().setLevel(number(state.level()));
        for (long time : state.times()) {
            out.addTimes(time);
        }
        for (double value : state.values()) {
            out.addValues(value);
        }
        return out.build();
    }

    static IssuedRecord encode(Issued breach) {
        var out = IssuedRecord.newBuilder()
                .setOpenedAt(breach.openedAt())
                .setRevision(breach.revision())
                .setLevel(number(breach.level()))
                .setPeak(number(breach.peak()))
                .setRuleVersion(breach.ruleVersion())
                .setHazard(breach.hazard().code())
                .setUnit(breach.unit());
        if (!breach.open()) {
            out.setClearedAt(breach.clearedAt());
        }
        if (breach.zone() != null) {
            out.setZone(breach.zone());
        }
        return out.build();
    }

    private static DeviceState decode(DeviceStateRecord in) {
        var state = new DeviceState();
        state.lastHeard = in.getLastHeard();
        state.offlineSince = in.getOfflineSince();
        state.calibratingSince = in.getCalibratingSince();
        state.wakeAt = in.getWakeAt();
        for (PointStateRecord point : in.getPointsList()) {
            state.points.put(point.getPoint(), decode(point));
        }
        for (SilenceRecord silence : in.getSilencesList()) {
            state.silences.add(new Silence(
                    silence.getRuleId(), silence.hasPoint() ? silence.getPoint() : null, decode(silence.getBreach())));
        }
        return state;
    }

    private static PointState decode(PointStateRecord in) {
        var point = new PointState();
        point.lastHeard = in.getLastHeard();
        if (in.hasHorizonAt()) {
            point.horizonAt = in.getHorizonAt();
        }
        ByteBuffer samples = in.getSamples().asReadOnlyByteBuffer();
        point.size = samples.remaining() / SAMPLE_BYTES;
        // Room for the sample that is about to come.
        point.times = new long[point.size + 1];
        point.values = new double[point.size + 1];
        for (int i = 0; i < point.size; i++) {
            point.times[i] = in.getOldestAt() + samples.getInt();
            point.values[i] = samples.getDouble();
        }
        for (RuleTraceRecord trace : in.getTracesList()) {
            point.traces.add(decode(trace));
        }
        return point;
    }

    private static RuleTrace decode(RuleTraceRecord in) {
        var trace = new RuleTrace(in.getRuleId());
        trace.memory = in.getMemory();
        trace.horizon = decode(in.getHorizon());
        trace.head = decode(in.getHead());
        in.getIssuedList().forEach(breach -> trace.issued.add(decode(breach)));
        if (in.hasLate()) {
            trace.late = decode(in.getLate());
        }
        return trace;
    }

    static DetectorState decode(DetectorStateRecord in) {
        if (in.getTimesCount() == 0 && in.getValuesCount() == 0) {
            return DetectorState.of(level(in.getLevel()));
        }
        var times = new long[in.getTimesCount()];
        for (int i = 0; i < times.length; i++) {
            times[i] = in.getTimes(i);
        }
        var values = new double[in.getValuesCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getValues(i);
        }
        return new DetectorState(level(in.getLevel()), times, values);
    }

    static Issued decode(IssuedRecord in) {
        return new Issued(
                in.getOpenedAt(),
                in.getRevision(),
                LEVELS[in.getLevel() - 1],
                LEVELS[in.getPeak() - 1],
                in.hasClearedAt() ? in.getClearedAt() : Issued.OPEN,
                in.getRuleVersion(),
                Hazard.valueOf(in.getHazard().toUpperCase(Locale.ROOT)),
                in.getUnit(),
                in.hasZone() ? in.getZone() : null);
    }

    private static int number(@Nullable Level level) {
        return level == null ? 0 : 1 + level.ordinal();
    }

    private static @Nullable Level level(int number) {
        return number == 0 ? null : LEVELS[number - 1];
    }
}
