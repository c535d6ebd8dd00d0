package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.PointState;
import org.jiaoying.stream.state.RuleTrace;
import org.jspecify.annotations.Nullable;

/**
 * Judges backfill for the record: a late sample that violates a limit by itself opens a breach that is marked late and raises
 * no warning; the next late sample that does not, or the next live one, ends it. Rules that need several samples judge no
 * backfill.
 */
final class LateJudge {
    private static final Text OVER = new Text("补传结束", "Backfill is over");

    private LateJudge() {}

    static void judge(PointState point, List<Watch> watches, long at, double value, Findings out) {
        out.late++;
        for (Watch watch : watches) {
            try {
                judge(point.trace(watch.rule().id()), watch, at, value, out);
            } catch (RuntimeException e) {
                out.failed(watch, e);
            }
        }
    }

    private static void judge(RuleTrace trace, Watch watch, long at, double value, Findings out) {
        if (toldAlready(trace, at)) {
            return;
        }
        Level level = watch.awakeAt(at) ? watch.detector().alone(value) : null;
        Issued before = trace.late;
        Change change = LifeCycle.step(before == null ? null : before.level(), level);
        if (change == null) {
            return;
        }
        var scribe = new BreachScribe(out, true);
        if (before == null && level != null) {
            trace.late = scribe.open(
                    Finding.of(watch), level, at, at, value, watch.detector().limit(level));
        } else if (before != null) {
            Level next = level == null ? before.level() : level;
            Issued after = scribe.change(
                    Finding.of(watch),
                    before,
                    change,
                    next,
                    at,
                    value,
                    watch.detector().limit(next));
            trace.late = after.open() ? after : null;
        }
    }

    /** Backfill is over when live samples come. */
    static void end(RuleTrace trace, Watch watch, long at, Findings out) {
        @Nullable Issued before = trace.late;
        if (before != null) {
            Subject subject = watch.subject();
            String pointId = subject.point() == null ? null : subject.point().id();
            new BreachScribe(out, true).withdraw(subject.device().key(), pointId, trace.ruleId, before, at, OVER);
            trace.late = null;
        }
    }

    /** A sample that was judged live and comes again much later belongs to the breach it opened then. */
    private static boolean toldAlready(RuleTrace trace, long at) {
        for (Issued breach : trace.issued) {
            if (at >= breach.openedAt() && at < breach.clearedAt()) {
                return true;
            }
        }
        return false;
    }
}
