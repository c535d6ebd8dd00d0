package org.jiaoying.stream.detect;

import java.time.Duration;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.stream.state.DeviceState;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.PointState;
import org.jiaoying.stream.state.RuleTrace;

/**
 * Judges what one device says by all its rules: (state, plan, message) → findings, and (state, plan, time) → findings. Pure
 * but for the state that is handed in. What is guaranteed:
 *
 * <ul>
 *   <li>each (point, time) is judged once, within the {@link ReorderBound};
 *   <li>a sample out of order within it opens, raises and clears as if it had come in order, and no run of violating samples
 *       has two open breaches; see {@link Replay} for what it cannot undo;
 *   <li>only {@link Quality#GOOD} values are judged, and none while the device says that it is being calibrated, for two
 *       hours at most;
 *   <li>backfill raises nothing live; see {@link LateJudge};
 *   <li>a gateway's clock that ran ahead and was put right blinds no point and hides no silence; see {@link PointJudge};
 *   <li>a rule that throws loses its step, and no other rule does.
 * </ul>
 */
public final class DeviceJudge implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MAX_CALIBRATION_MILLIS = Duration.ofHours(2).toMillis();
    private static final long PUT_RIGHT_MILLIS = Duration.ofMinutes(2).toMillis();
    private static final Text WITHDRAWN =
            new Text("规则、测点或限值已撤销，解除", "Cleared: the rule, the point or its limit was withdrawn");

    private final ReorderBound bound;

    public DeviceJudge(ReorderBound bound) {
        this.bound = bound;
    }

    /** Judges a message. */
    public void observe(DeviceState state, DevicePlan plan, DeviceMessage message, Findings out) {
        long receivedAt = message.receivedAt().toEpochMilli();
        var silences = new SilenceJudge(state, plan, out);
        var points = new PointJudge(bound, out);
        boolean speaks = false;
        for (Observation observation : message.observations()) {
            if (observation instanceof Reading reading) {
                speaks = true;
                judge(state, plan, reading, receivedAt, silences, points, out);
            } else if (observation instanceof Status status) {
                speaks |= status.state() != Status.State.OFFLINE;
                note(state, status, receivedAt);
            } else {
                speaks = true;
            }
        }
        if (speaks && isHeard(receivedAt, state.lastHeard)) {
            silences.heard(null, receivedAt);
            state.lastHeard = receivedAt;
            if (isHeard(receivedAt, state.offlineSince)) {
                state.offlineSince = 0;
            }
        }
    }

    /**
     * Looks at a device by itself: for silence, and for breaches whose rule, point or limit is gone.
     *
     * @param now event time in milliseconds
     */
    public void look(DeviceState state, DevicePlan plan, DeviceKey device, long now, Findings out) {
        var silences = new SilenceJudge(state, plan, out);
        silences.withdraw(device, now, WITHDRAWN);
        silences.look(now);
        state.points.forEach((id, point) -> withdraw(point, id, plan, device, now, out));
    }

    /** When {@link #look} should be called next; {@link Long#MAX_VALUE} if no time is known. */
    public long nextLook(DeviceState state, DevicePlan plan, long now) {
        long due = new SilenceJudge(state, plan, new Findings(java.time.Instant.EPOCH)).nextDue();
        // While a breach is open its rule may be withdrawn.
        return state.hasOpenBreach() ? Math.min(due, now + 1_000) : due;
    }

    private void judge(
            DeviceState state,
            DevicePlan plan,
            Reading reading,
            long receivedAt,
            SilenceJudge silences,
            PointJudge points,
            Findings out) {
        var watches = plan.watches(reading.point());
        if (watches.isEmpty() && plan.silences.isEmpty() && !state.points.containsKey(reading.point())) {
            return;
        }
        PointState point = state.point(reading.point());
        if (isHeard(receivedAt, point.lastHeard)) {
            silences.heard(reading.point(), receivedAt);
            point.lastHeard = receivedAt;
        }
        long at = reading.at().toEpochMilli();
        if (watches.isEmpty()) {
            return;
        }
        if (reading.quality() != Quality.GOOD || calibrating(state, at)) {
            out.notGood++;
        } else if (reading.basis() == TimeBasis.LATE) {
            LateJudge.judge(point, watches, at, reading.value(), out);
        } else {
            points.judge(point, watches, at, reading.value(), receivedAt);
        }
    }

    /** Later than known, or so much earlier that the gateway's clock had run ahead and was put right. */
    private static boolean isHeard(long receivedAt, long lastHeard) {
        return receivedAt > lastHeard || lastHeard - receivedAt > PUT_RIGHT_MILLIS;
    }

    private static boolean calibrating(DeviceState state, long at) {
        return state.calibratingSince != 0
                && at >= state.calibratingSince
                && at - state.calibratingSince < MAX_CALIBRATION_MILLIS;
    }

    private static void note(DeviceState state, Status status, long receivedAt) {
        if (status.basis() == TimeBasis.LATE) {
            return;
        }
        switch (status.state()) {
            case OFFLINE -> state.offlineSince = Math.max(receivedAt, state.offlineSince);
            case CALIBRATING -> {
                if (state.calibratingSince == 0) {
                    state.calibratingSince = status.at().toEpochMilli();
                }
            }
            case ONLINE, FAULT -> state.calibratingSince = 0;
            case LOW_BATTERY -> {}
        }
    }

    private static void withdraw(
            PointState point, String id, DevicePlan plan, DeviceKey device, long now, Findings out) {
        for (RuleTrace trace : point.traces) {
            Issued open = trace.open();
            if (open != null && !plan.watches(id, trace.ruleId)) {
                new BreachScribe(out, false).withdraw(device, id, trace.ruleId, open, now, WITHDRAWN);
                trace.issued.clear();
            }
        }
        point.traces.removeIf(trace -> !plan.watches(id, trace.ruleId));
    }
}
