package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.stream.state.DeviceState;
import org.jiaoying.stream.state.PointState;
import org.jiaoying.stream.state.Silence;
import org.jspecify.annotations.Nullable;

/**
 * Finds points and devices that stop speaking. Silence is measured between times of receipt by the gateways, and ended by any
 * value of the point, of whatever quality or age; so whether a silence was a breach does not depend on when the job looked:
 * one that it did not see in time is told, opened and cleared, when the device speaks again.
 */
final class SilenceJudge {
    private final DeviceState state;
    private final DevicePlan plan;
    private final Findings out;
    private final BreachScribe scribe;

    SilenceJudge(DeviceState state, DevicePlan plan, Findings out) {
        this.state = state;
        this.plan = plan;
        this.out = out;
        this.scribe = new BreachScribe(out, false);
    }

    /** Something is heard: of the device as a whole, or of one point. To be called before it is noted as heard. */
    void heard(@Nullable String point, long receivedAt) {
        for (SilenceWatch watch : plan.silences) {
            if (java.util.Objects.equals(watch.pointId(), point)) {
                if (receivedAt >= dueAt(watch)) {
                    open(watch);
                }
                clear(watch, receivedAt);
            }
        }
    }

    /** Opens what is silent for too long by now. */
    void look(long now) {
        for (SilenceWatch watch : plan.silences) {
            if (now >= dueAt(watch)) {
                open(watch);
            }
        }
    }

    /** When the next silence becomes a breach if nothing is heard; {@link Long#MAX_VALUE} for never. */
    long nextDue() {
        long next = Long.MAX_VALUE;
        for (SilenceWatch watch : plan.silences) {
            if (find(watch) == null) {
                next = Math.min(next, dueAt(watch));
            }
        }
        return next;
    }

    /** Clears the breaches whose rule no longer judges here. */
    void withdraw(org.jiaoying.domain.DeviceKey device, long now, Text why) {
        state.silences.removeIf(silence -> {
            boolean watched = plan.silences.stream()
                    .anyMatch(watch -> watch.rule().id().equals(silence.ruleId())
                            && java.util.Objects.equals(watch.pointId(), silence.point()));
            if (!watched) {
                scribe.withdraw(device, silence.point(), silence.ruleId(), silence.breach(), now, why);
            }
            return !watched;
        });
    }

    private long dueAt(SilenceWatch watch) {
        return watch.dueAt(lastHeard(watch), state.offlineSince);
    }

    private long lastHeard(SilenceWatch watch) {
        String id = watch.pointId();
        if (id == null) {
            return state.lastHeard;
        }
        PointState point = state.points.get(id);
        return point == null ? 0 : point.lastHeard;
    }

    private void open(SilenceWatch watch) {
        if (find(watch) != null) {
            return;
        }
        long lastHeard = lastHeard(watch);
        Finding finding = finding(watch, lastHeard);
        var breach = scribe.open(finding, watch.level(), lastHeard, dueAt(watch), null, null);
        state.silences.add(new Silence(watch.rule().id(), watch.pointId(), breach));
    }

    private void clear(SilenceWatch watch, long at) {
        Silence silence = find(watch);
        if (silence != null) {
            Finding finding = finding(watch, silence.breach().openedAt());
            var breach = silence.breach();
            // Not before it opened, where the gateway's clock ran ahead then.
            long clearedAt = Math.max(at, breach.openedAt());
            scribe.change(finding, breach, Change.CLEARED, breach.level(), clearedAt, null, null);
            state.silences.remove(silence);
        }
    }

    private @Nullable Silence find(SilenceWatch watch) {
        for (Silence silence : state.silences) {
            if (silence.ruleId().equals(watch.rule().id())
                    && java.util.Objects.equals(silence.point(), watch.pointId())) {
                return silence;
            }
        }
        return null;
    }

    private Finding finding(SilenceWatch watch, long lastHeard) {
        Map<String, Text> places = Map.of(
                "after", Text.same(DurationText.format(Duration.ofMillis(watch.afterMillis()))),
                "last", Text.same(BreachScribe.time(watch.subject(), lastHeard)));
        return new Finding(watch.rule(), watch.version(), watch.subject(), "", places);
    }
}
