package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.PointState;
import org.jiaoying.stream.state.RuleTrace;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the last samples of a point again, now that one more stands among them, and tells what that adds.
 *
 * <p>What a rule says of the samples in order is a row of runs, each from the sample that reaches a level to the one that
 * clears it. What was told is a row of breaches, each with the time of the sample that opened it. A breach belongs to the run
 * that holds that time; the open one, or else the first, is the run's own. Then, run by run:
 *
 * <ol>
 *   <li>a run without a breach is told from its beginning, as if it had come in order;
 *   <li>a breach whose run went higher than was told is raised to that, then brought to where the run stands;
 *   <li>a breach whose run is over is cleared;
 *   <li>a run that was told as over, and was graver than told or goes on, gets a second breach;
 *   <li>a breach without a run of its own, because the added sample takes its cause away, is cleared and says so.
 * </ol>
 *
 * So what was told is never taken back, nothing is told twice, and no level that was reached is left untold. For a rule that
 * judges each sample by itself every run has its breach, over when the run is over, in whatever order the samples come; only
 * may a breach bear the time of a later sample of its run, or of a later good one at its end, and may have been raised to a
 * level that, as it turns out, belongs to the next one.
 */
final class Replay {
    private static final Text TAKEN_AWAY = new Text("补到的数据表明未越限，解除", "Cleared: data that came later shows no breach");

    private record Step(long at, double measured, Level level, DetectorState state) {}

    /** From the sample that reaches a level to the one that clears it. */
    private static final class Run {
        final long from;
        final List<Step> steps = new ArrayList<>();

        @Nullable
        Step end;

        Run(long from) {
            this.from = from;
        }

        boolean holds(long at) {
            return at >= from && (end == null || at < end.at());
        }
    }

    private final PointState point;
    private final RuleTrace trace;
    private final Watch watch;
    private final Finding finding;
    private final BreachScribe scribe;
    private final List<Issued> told;

    Replay(PointState point, RuleTrace trace, Watch watch, Findings out) {
        this.point = point;
        this.trace = trace;
        this.watch = watch;
        this.finding = Finding.of(watch);
        this.scribe = new BreachScribe(out, false);
        this.told = new ArrayList<>(trace.issued);
    }

    void run() {
        List<Run> runs = runs();
        if (runs.isEmpty() && told.isEmpty()) {
            return;
        }
        trace.issued.clear();
        for (Run run : runs) {
            List<Issued> own =
                    told.stream().filter(breach -> run.holds(breach.openedAt())).toList();
            told.removeAll(own);
            // At most one breach of a rule at a point is open at a time.
            Optional<Issued> open = own.stream().filter(Issued::open).findFirst();
            own.stream().filter(breach -> !breach.open()).forEach(trace.issued::add);
            if (own.isEmpty()) {
                tell(run, run.steps);
            } else if (open.isPresent()) {
                bringUp(run, open.get());
            } else {
                tellOnward(run, own);
            }
        }
        told.forEach(this::takeAway);
        trace.issued.sort(java.util.Comparator.comparingLong(Issued::openedAt));
    }

    /** Takes each step anew from the horizon; leaves the rule's head at the end. */
    private List<Run> runs() {
        var runs = new ArrayList<Run>();
        DetectorState state = trace.horizon;
        Run run = null;
        if (state.level() != null) {
            run = new Run(Long.MIN_VALUE);
            runs.add(run);
        }
        for (int i = 0; i < point.size; i++) {
            state = watch.step(state, point.times[i], point.values[i]);
            Level level = state.level();
            double measured = watch.detector().measured(state, point.values[i]);
            if (level != null) {
                if (run == null) {
                    run = new Run(point.times[i]);
                    runs.add(run);
                }
                run.steps.add(new Step(point.times[i], measured, level, state));
            } else if (run != null) {
                run.end = new Step(point.times[i], measured, Level.BLUE, state);
                run = null;
            }
        }
        trace.head = state;
        return runs;
    }

    /** Tells a run, or the end of one, that nobody was told of. */
    private void tell(Run run, List<Step> steps) {
        Issued breach = null;
        for (Step step : steps) {
            breach = breach == null
                    ? scribe.open(
                            finding,
                            step.level(),
                            step.at(),
                            step.at(),
                            step.measured(),
                            limit(step.level()),
                            evidence(step))
                    : to(breach, step);
        }
        if (breach != null) {
            trace.issued.add(cleared(run, breach));
        }
    }

    /** A run of which its open breach tells something already. */
    private void bringUp(Run run, Issued breach) {
        Issued brought = breach;
        for (Step step : run.steps) {
            if (step.level().graverThan(brought.peak())) {
                brought = to(brought, step);
            }
        }
        if (run.end == null && !run.steps.isEmpty()) {
            brought = to(brought, run.steps.get(run.steps.size() - 1));
        }
        trace.issued.add(cleared(run, brought));
    }

    /** A run that was told as over: what was graver than was told, or goes on, is a breach of its own, with a time of its own. */
    private void tellOnward(Run run, List<Issued> own) {
        int last = run.steps.size() - 1;
        for (int i = 0; i <= last; i++) {
            Step step = run.steps.get(i);
            boolean graver = own.stream().noneMatch(breach -> !step.level().graverThan(breach.peak()));
            boolean goesOn = run.end == null && i == last;
            if ((graver || goesOn) && own.stream().noneMatch(breach -> breach.openedAt() == step.at())) {
                tell(run, run.steps.subList(i, last + 1));
                return;
            }
        }
    }

    private Issued to(Issued breach, Step step) {
        Change change = LifeCycle.step(breach.level(), step.level());
        return change == null
                ? breach
                : scribe.change(
                        finding,
                        breach,
                        change,
                        step.level(),
                        step.at(),
                        step.measured(),
                        limit(step.level()),
                        evidence(step));
    }

    private Issued cleared(Run run, Issued breach) {
        Step end = run.end;
        return end == null
                ? breach
                : scribe.change(
                        finding,
                        breach,
                        Change.CLEARED,
                        breach.level(),
                        end.at(),
                        end.measured(),
                        limit(breach.level()),
                        watch.detector().closing(end.state(), watch.subject()));
    }

    private void takeAway(Issued breach) {
        if (breach.open()) {
            Subject subject = watch.subject();
            String pointId = subject.point() == null ? null : subject.point().id();
            trace.issued.add(scribe.withdraw(
                    subject.device().key(), pointId, finding.rule().id(), breach, point.newest(), TAKEN_AWAY));
        } else {
            trace.issued.add(breach);
        }
    }

    private @Nullable Evidence evidence(Step step) {
        return watch.detector().evidence(step.state(), watch.subject());
    }

    private double limit(Level level) {
        return watch.detector().limit(level);
    }
}
