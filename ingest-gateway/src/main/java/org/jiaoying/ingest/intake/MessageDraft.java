package org.jiaoying.ingest.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.Site;
import org.jiaoying.ingest.register.RegisteredDevice;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way from bytes to observations: a decoder hands over what it read, the draft judges it by the register
 * and the clock. For one thread.
 */
final class MessageDraft {
    private final RegisteredDevice device;
    private final Site site;
    private final DeviceClock clock;
    private final Instant receivedAt;
    private final long receivedMillis;
    private final IntakeSettings settings;
    private final TimeJudge timeJudge;
    private final Refusals refusals;
    private final List<Observation> observations = new ArrayList<>(12);
    private int objects;
    private int values;
    private int replaced;
    private long newestStamp = Stamps.ABSENT;

    MessageDraft(
            RegisteredDevice device,
            Site site,
            DeviceClock clock,
            Instant receivedAt,
            IntakeSettings settings,
            TimeJudge timeJudge,
            Refusals refusals) {
        this.device = device;
        this.site = site;
        this.clock = clock;
        this.receivedAt = receivedAt;
        this.receivedMillis = receivedAt.toEpochMilli();
        this.settings = settings;
        this.timeJudge = timeJudge;
        this.refusals = refusals;
    }

    /** Counts an object of the message. */
    void object() throws RefusedMessageException {
        if (++objects > settings.maxObjects()) {
            throw new RefusedMessageException(
                    RejectCode.TOO_MANY, Reasons.TOO_MANY_OBJECTS, Integer.toString(settings.maxObjects()));
        }
    }

    /** Counts a value of the message. */
    void value() throws RefusedMessageException {
        if (++values > settings.maxValues()) {
            throw new RefusedMessageException(
                    RejectCode.TOO_MANY, Reasons.TOO_MANY_VALUES, Integer.toString(settings.maxValues()));
        }
    }

    /**
     * The time of an object's observations.
     *
     * @param stamp as {@link Stamps} reads it
     */
    TimeJudge.Judged time(long stamp) {
        TimeJudge.Judged judged = timeJudge.judge(stamp, receivedMillis, clock);
        if (judged.basis() == TimeBasis.REPLACED) {
            replaced++;
            if (stamp != Stamps.UNREADABLE) {
                replace(stamp);
            }
        }
        newestStamp = Math.max(newestStamp, stamp);
        return judged;
    }

    /** Counts a stamp that can be read and not be believed; tells of it where the sender was not told lately. */
    private void replace(long stamp) {
        if (!clock.tells(receivedMillis)) {
            refusals.count(RejectCode.BAD_TIME);
            return;
        }
        boolean ahead = stamp > receivedMillis;
        String detail = ahead
                ? Duration.ofMillis(stamp - receivedMillis).toSeconds() + " s"
                : Instant.ofEpochMilli(stamp).toString();
        refusals.refuse(
                RejectCode.BAD_TIME, ahead ? Reasons.CLOCK_AHEAD : Reasons.TOO_EARLY, detail, "\"ts\": " + stamp);
    }

    /** Takes a reading if the device has the point and can give the value. */
    void reading(String pointId, double value, Quality quality, TimeJudge.Judged time) {
        Point point = device.point(pointId);
        if (point == null) {
            refuseValue(RejectCode.UNKNOWN_POINT, Reasons.UNKNOWN_POINT, pointId, value);
        } else if (!Double.isFinite(value)) {
            refuseValue(RejectCode.NOT_A_NUMBER, Reasons.NOT_A_NUMBER, pointId, value);
        } else if (isSentinel(point, value)) {
            refuseValue(RejectCode.SENTINEL, Reasons.SENTINEL, pointId, value);
        } else if (outside(point.min(), point.max(), value)) {
            refuseValue(RejectCode.OUT_OF_RANGE, Reasons.OUT_OF_RANGE, pointId, value);
        } else {
            observations.add(new Reading(point.id(), time.at(), value, quality, time.basis()));
        }
    }

    private static boolean isSentinel(Point point, double value) {
        // Adding 0.0 makes -0.0 the 0.0 that the register holds.
        return !point.sentinels().isEmpty() && point.sentinels().contains(value + 0.0);
    }

    private static boolean outside(@Nullable Double min, @Nullable Double max, double value) {
        return (min != null && value < min) || (max != null && value > max);
    }

    private void refuseValue(RejectCode code, Text reason, String pointId, double value) {
        refusals.refuse(code, reason, pointId, "\"" + pointId + "\": " + value);
    }

    void refuse(RejectCode code, Text reason, String detail, String sample) {
        refusals.refuse(code, reason, detail, sample);
    }

    boolean hasZone(String zone) {
        for (var known : site.zones()) {
            if (known.id().equals(zone)) {
                return true;
            }
        }
        return false;
    }

    void add(Observation observation) {
        observations.add(observation);
    }

    boolean isEmpty() {
        return observations.isEmpty();
    }

    /** The observations taken; the device's clock is noted. */
    DeviceMessage finish() {
        clock.note(newestStamp, replaced, receivedMillis);
        return new DeviceMessage(device.device().key(), receivedAt, observations);
    }
}
