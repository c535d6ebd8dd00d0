package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.PointState;
import org.jiaoying.stream.state.RuleTrace;
import org.jspecify.annotations.Nullable;

/**
 * Judges the samples of one point by its rules.
 *
 * <p>In order: each rule takes one step and what follows is told at once. Out of order, but within the {@link ReorderBound}:
 * the sample is put in its place among the last ones and each rule goes over them again ({@link Replay}); what that adds to
 * what was told is told now. Later than that: it is late ({@link LateJudge}). A time that was seen is a repeat and dropped.
 *
 * <p>A live sample long before what is known means that a clock had run ahead and was put right: the known samples bear times
 * that are yet to come. They are let go, with what the rules concluded from their times, and judgement goes on from the live
 * one; else the point would be blind until the false times have passed. Open breaches stay open.
 */
final class PointJudge {
    /** A gateway that lags behind another by less than this is no clock that was put right. */
    private static final long PUT_RIGHT_MILLIS = Duration.ofMinutes(2).toMillis();

    private final ReorderBound bound;
    private final Findings out;

    PointJudge(ReorderBound bound, Findings out) {
        this.bound = bound;
        this.out = out;
    }

    /** @param receivedAt the sample is live: by the clock of the gateway it holds now */
    void judge(PointState point, List<Watch> watches, long at, double value, long receivedAt) {
        if (isYetToCome(point, receivedAt)) {
            beginAt(point, at);
        }
        if (point.isEmpty() ? at > point.horizonAt : at > point.newest()) {
            inOrder(point, watches, at, value);
            forget(point, watches);
        } else if (at <= point.horizonAt) {
            LateJudge.judge(point, watches, at, value, out);
        } else {
            int index = point.find(at);
            if (index >= 0) {
                out.repeated++;
                return;
            }
            outOfOrder(point, watches, -index - 1, at, value);
            forget(point, watches);
        }
    }

    private boolean isYetToCome(PointState point, long receivedAt) {
        long newest = point.isEmpty() ? point.horizonAt : point.newest();
        return newest > receivedAt && newest - receivedAt > Math.max(PUT_RIGHT_MILLIS, 2 * bound.millis());
    }

    private static void beginAt(PointState point, long at) {
        point.forgetSamples(at - 1);
        for (RuleTrace trace : point.traces) {
            trace.head = DetectorState.of(trace.head.level());
            trace.horizon = trace.head;
        }
    }

    private void inOrder(PointState point, List<Watch> watches, long at, double value) {
        out.judged++;
        point.insert(point.size, at, value);
        for (Watch watch : watches) {
            RuleTrace trace = trace(point, watch);
            try {
                DetectorState after = watch.step(trace.head, at, value);
                tell(watch, trace, after, at, value);
                trace.head = after;
                LateJudge.end(trace, watch, at, out);
            } catch (RuntimeException e) {
                out.failed(watch, e);
            }
        }
    }

    /** Tells the step from the open breach, if there is one, to the level that was reached. */
    private void tell(Watch watch, RuleTrace trace, DetectorState after, long at, double value) {
        @Nullable Level level = after.level();
        if (level == null && trace.issued.isEmpty()) {
            return;
        }
        Issued open = trace.open();
        Change change = LifeCycle.step(open == null ? null : open.level(), level);
        if (change == null) {
            return;
        }
        var scribe = new BreachScribe(out, false);
        double measured = watch.detector().measured(after, value);
        if (open == null && level != null) {
            double limit = watch.detector().limit(level);
            Evidence evidence = watch.detector().evidence(after, watch.subject());
            trace.issued.add(scribe.open(Finding.of(watch), level, at, at, measured, limit, evidence));
        } else if (open != null) {
            Level next = level == null ? open.level() : level;
            double limit = watch.detector().limit(next);
            Evidence evidence = level == null
                    ? watch.detector().closing(after, watch.subject())
                    : watch.detector().evidence(after, watch.subject());
            trace.issued.set(
                    trace.issued.indexOf(open),
                    scribe.change(
                            Finding.of(watch),
                            open,
                            change,
                            next,
                            // Not before it opened, where the clock ran ahead then.
                            Math.max(at, open.openedAt()),
                            measured,
                            limit,
                            evidence));
        }
    }

    private void outOfOrder(PointState point, List<Watch> watches, int index, long at, double value) {
        out.judged++;
        point.insert(index, at, value);
        for (Watch watch : watches) {
            RuleTrace trace = trace(point, watch);
            try {
                new Replay(point, trace, watch, out).run();
            } catch (RuntimeException e) {
                out.failed(watch, e);
            }
        }
    }

    /** Lets samples leave the buffer, and breaches that were over before them. */
    private void forget(PointState point, List<Watch> watches) {
        int count = Math.max(0, point.size - bound.samples());
        while (count < point.size && point.times[count] < point.newest() - bound.millis()) {
            count++;
        }
        if (count == 0) {
            return;
        }
        for (Watch watch : watches) {
            RuleTrace trace = trace(point, watch);
            for (int i = 0; i < count; i++) {
                step(watch, trace, point.times[i], point.values[i]);
            }
        }
        point.dropOldest(count);
        for (RuleTrace trace : point.traces) {
            if (!trace.issued.isEmpty()) {
                trace.issued.removeIf(breach -> breach.clearedAt() <= point.horizonAt);
            }
        }
    }

    private static RuleTrace trace(PointState point, Watch watch) {
        RuleTrace trace = point.trace(watch.rule().id());
        trace.remembers(watch.detector().memory());
        return trace;
    }

    private void step(Watch watch, RuleTrace trace, long at, double value) {
        try {
            trace.horizon = watch.step(trace.horizon, at, value);
        } catch (RuntimeException e) {
            out.failed(watch, e);
        }
    }
}
