package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.messaging.proto.CourseValue;
import org.jiaoying.messaging.proto.DeviceMessageRecord;
import org.jiaoying.messaging.proto.HeartbeatRecord;
import org.jiaoying.messaging.proto.MovementValue;
import org.jiaoying.messaging.proto.ObservationRecord;
import org.jiaoying.messaging.proto.PositionRecord;
import org.jiaoying.messaging.proto.QualityValue;
import org.jiaoying.messaging.proto.ReadingRecord;
import org.jiaoying.messaging.proto.SceneEventRecord;
import org.jiaoying.messaging.proto.StateValue;
import org.jiaoying.messaging.proto.StatusRecord;
import org.jiaoying.messaging.proto.TimeBasisValue;

/**
 * The records of topic {@code observations}. Times are kept to the millisecond. Observations of a message come back grouped
 * by kind (readings, positions, scene events, statuses), each group in its order.
 */
public final class ObservationCodec {
    private ObservationCodec() {}

    public static byte[] encode(DeviceMessage message) {
        long receivedAt = message.receivedAt().toEpochMilli();
        var out = DeviceMessageRecord.newBuilder()
                .setEnterprise(message.device().enterprise())
                .setSite(message.device().site())
                .setDevice(message.device().device())
                .setReceivedAt(receivedAt);
        for (Observation observation : message.observations()) {
            long offset = observation.at().toEpochMilli() - receivedAt;
            TimeBasisValue basis = TimeBasisValue.forNumber(observation.basis().ordinal());
            if (observation instanceof Reading reading) {
                out.addReadings(ReadingRecord.newBuilder()
                        .setPoint(reading.point())
                        .setAtMinusReceived(offset)
                        .setValue(reading.value())
                        .setQuality(QualityValue.forNumber(reading.quality().ordinal()))
                        .setBasis(basis));
            } else if (observation instanceof Position position) {
                out.addPositions(encode(position, offset, basis));
            } else if (observation instanceof SceneEvent event) {
                out.addSceneEvents(encode(event, offset, basis));
            } else if (observation instanceof Status status) {
                out.addStatuses(StatusRecord.newBuilder()
                        .setState(StateValue.forNumber(status.state().ordinal()))
                        .setAtMinusReceived(offset)
                        .setBasis(basis));
            }
        }
        return ObservationRecord.newBuilder().setMessage(out).build().toByteArray();
    }

    public static byte[] encode(ObservationEntry.Heartbeat heartbeat) {
        return ObservationRecord.newBuilder()
                .setHeartbeat(HeartbeatRecord.newBuilder()
                        .setGateway(heartbeat.gateway())
                        .setAt(heartbeat.at().toEpochMilli()))
                .build()
                .toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static ObservationEntry decode(byte[] bytes) {
        try {
            ObservationRecord in = ObservationRecord.parseFrom(bytes);
            return switch (in.getBodyCase()) {
                case MESSAGE -> new ObservationEntry.Message(decode(in.getMessage()));
                case HEARTBEAT ->
                    new ObservationEntry.Heartbeat(
                            in.getHeartbeat().getGateway(),
                            Instant.ofEpochMilli(in.getHeartbeat().getAt()));
                case BODY_NOT_SET -> throw new BadRecordException("an observation record without a body");
            };
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not an observation record", e);
        }
    }

    private static PositionRecord encode(Position position, long offset, TimeBasisValue basis) {
        var out = PositionRecord.newBuilder()
                .setTag(position.tag())
                .setMovement(MovementValue.forNumber(position.movement().ordinal()))
                .setAtMinusReceived(offset)
                .setBasis(basis);
        if (position.zone() != null) {
            out.setZone(position.zone());
        }
        if (position.x() != null) {
            out.setX(position.x());
        }
        if (position.y() != null) {
            out.setY(position.y());
        }
        if (position.z() != null) {
            out.setZ(position.z());
        }
        return out.build();
    }

    private static SceneEventRecord encode(SceneEvent event, long offset, TimeBasisValue basis) {
        var out = SceneEventRecord.newBuilder()
                .setType(event.type())
                .setConfidence(event.confidence())
                .setCourse(CourseValue.forNumber(event.course().ordinal()))
                .setAtMinusReceived(offset)
                .setBasis(basis);
        if (event.id() != null) {
            out.setId(event.id());
        }
        if (event.snapshot() != null) {
            out.setSnapshot(event.snapshot());
        }
        return out.build();
    }

    private static DeviceMessage decode(DeviceMessageRecord in) {
        Keys.require(in.getEnterprise(), in.getSite(), in.getDevice());
        long receivedAt = in.getReceivedAt();
        var observations = new ArrayList<Observation>(
                in.getReadingsCount() + in.getPositionsCount() + in.getSceneEventsCount() + in.getStatusesCount());
        for (ReadingRecord reading : in.getReadingsList()) {
            observations.add(new Reading(
                    reading.getPoint(),
                    Instant.ofEpochMilli(receivedAt + reading.getAtMinusReceived()),
                    finite(reading.getValue()),
                    known(Quality.values(), reading.getQualityValue(), "quality"),
                    known(TimeBasis.values(), reading.getBasisValue(), "time basis")));
        }
        for (PositionRecord position : in.getPositionsList()) {
            observations.add(new Position(
                    position.getTag(),
                    position.hasZone() ? position.getZone() : null,
                    known(Position.Movement.values(), position.getMovementValue(), "movement"),
                    position.hasX() ? position.getX() : null,
                    position.hasY() ? position.getY() : null,
                    position.hasZ() ? position.getZ() : null,
                    Instant.ofEpochMilli(receivedAt + position.getAtMinusReceived()),
                    known(TimeBasis.values(), position.getBasisValue(), "time basis")));
        }
        for (SceneEventRecord event : in.getSceneEventsList()) {
            observations.add(new SceneEvent(
                    event.hasId() ? event.getId() : null,
                    event.getType(),
                    event.getConfidence(),
                    event.hasSnapshot() ? event.getSnapshot() : null,
                    known(SceneEvent.Course.values(), event.getCourseValue(), "course"),
                    Instant.ofEpochMilli(receivedAt + event.getAtMinusReceived()),
                    known(TimeBasis.values(), event.getBasisValue(), "time basis")));
        }
        for (StatusRecord status : in.getStatusesList()) {
            observations.add(new Status(
                    known(Status.State.values(), status.getStateValue(), "state"),
                    Instant.ofEpochMilli(receivedAt + status.getAtMinusReceived()),
                    known(TimeBasis.values(), status.getBasisValue(), "time basis")));
        }
        return new DeviceMessage(
                new DeviceKey(in.getEnterprise(), in.getSite(), in.getDevice()),
                Instant.ofEpochMilli(receivedAt),
                observations);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new BadRecordException("an observation record with the value " + value);
        }
        return value;
    }

    /** A number that a newer writer may know and this reader does not is no record this reader may act on. */
    private static <E> E known(E[] values, int number, String what) {
        if (number < 0 || number >= values.length) {
            throw new BadRecordException("an observation record with unknown " + what + " " + number);
        }
        return values[number];
    }
}
