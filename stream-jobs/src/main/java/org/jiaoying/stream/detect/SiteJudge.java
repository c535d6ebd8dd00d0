package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;

/**
 * Judges a site by the rules that need more than one of its devices: (state, plan, facts in order of time, time) → findings.
 * Pure but for the state that is handed in. Facts and looks are interleaved by their times, so what is found does not depend
 * on how far time jumped between two calls; a rule that throws loses its step, and no other rule does.
 */
public final class SiteJudge {
    private static final Text WITHDRAWN = new Text("规则已撤销，解除", "Cleared: the rule was withdrawn");
    private static final Text ASLEEP = new Text("已不在规则适用的时段，解除", "Cleared: the rule does not apply at this time");
    private static final long WITHDRAWAL_MILLIS = 1_000;

    /**
     * Judges everything up to a time.
     *
     * @param facts in order of {@link SiteFact#now}; one that comes later than its time was judged is taken now
     * @param until milliseconds; {@link Long#MAX_VALUE} at the end of recorded data: what would come after it is not judged
     * @param clock the present, to somebody who judges data of a time
     * @param changed whether rules or register are others than at the last call
     */
    public void advance(
            SiteState state,
            SitePlan plan,
            List<SiteFact> facts,
            long until,
            boolean changed,
            LongFunction<Instant> clock,
            Findings out) {
        var view = new SiteView(plan, state);
        long end = until == Long.MAX_VALUE ? Math.max(state.judgedUntil, last(facts)) : until;
        if (state.judgedUntil == 0) {
            state.judgedUntil = facts.isEmpty() ? end : facts.get(0).now();
        }
        begin(state, plan, changed, end, out);
        long now = state.judgedUntil;
        int next = 0;
        while (true) {
            long due = nextDue(state);
            if (next < facts.size() && facts.get(next).notBefore(now).now() <= due) {
                SiteFact fact = facts.get(next++).notBefore(now);
                now = fact.now();
                out.detectedAt = clock.apply(now);
                take(fact, view, out);
            } else if (due <= end) {
                now = Math.max(now, due);
                out.detectedAt = clock.apply(now);
                look(now, view, out);
            } else {
                break;
            }
        }
        state.judgedUntil = Math.max(now, end);
    }

    /** Tells what is true by a fact alone, when it arrives. */
    public void atOnce(SiteState state, SitePlan plan, SiteFact fact, Findings out) {
        var view = new SiteView(plan, state);
        for (SiteWatch watch : plan.watches) {
            if (watch.awakeAt(fact.now()) && watch.detector().isTrueAlone(fact)) {
                SiteTrace trace = trace(state, watch);
                guarded(watch, out, w -> w.detector().atOnce(fact, view, trace, new Verdicts(w, trace, out)));
            }
        }
    }

    /** Whether {@link #atOnce} has something to tell. */
    public boolean isTrueAlone(SitePlan plan, SiteFact fact) {
        return plan.watches.stream().anyMatch(watch -> watch.detector().isTrueAlone(fact));
    }

    /** Judges a fact of backfill for the record. */
    public void late(SitePlan plan, SiteFact fact, Findings out) {
        out.late++;
        for (SiteWatch watch : plan.watches) {
            if (watch.awakeAt(fact.at())) {
                var trace = new SiteTrace(watch.rule().id());
                var view = new SiteView(plan, new SiteState());
                guarded(watch, out, w -> w.detector().late(fact, view, new Verdicts(w, trace, out)));
            }
        }
    }

    public static boolean isLate(SiteFact fact) {
        return fact.observation().basis() == TimeBasis.LATE;
    }

    /** When {@link #advance} should be called next if nothing comes; {@link Long#MAX_VALUE} if no time is known. */
    public long nextLook(SiteState state) {
        long due = nextDue(state);
        // While a breach is open its rule may be withdrawn.
        return state.hasOpenBreach() ? Math.min(due, state.judgedUntil + WITHDRAWAL_MILLIS) : due;
    }

    private static long last(List<SiteFact> facts) {
        return facts.isEmpty() ? Long.MIN_VALUE : facts.get(facts.size() - 1).now();
    }

    private static long nextDue(SiteState state) {
        long next = state.settlesAt;
        for (SiteTrace trace : state.traces.values()) {
            next = Math.min(next, trace.dueAt);
        }
        return next;
    }

    private static void begin(SiteState state, SitePlan plan, boolean changed, long at, Findings out) {
        withdraw(state, plan, at, out);
        if (changed) {
            state.heard.keySet().removeIf(device -> plan.device(device) == null);
        }
        for (SiteWatch watch : plan.watches) {
            SiteTrace trace = trace(state, watch);
            if (changed || trace.version != watch.version()) {
                trace.version = watch.version();
                trace.lookAt(state.judgedUntil);
            }
        }
    }

    private static SiteTrace trace(SiteState state, SiteWatch watch) {
        SiteTrace trace = state.trace(watch.rule().id());
        trace.remembers(watch.detector().memory());
        return trace;
    }

    private static void withdraw(SiteState state, SitePlan plan, long at, Findings out) {
        for (Iterator<SiteTrace> traces = state.traces.values().iterator(); traces.hasNext(); ) {
            SiteTrace trace = traces.next();
            if (!plan.watches(trace.ruleId)) {
                clear(trace, at, WITHDRAWN, out);
                traces.remove();
            }
        }
    }

    private static void clear(SiteTrace trace, long at, Text why, Findings out) {
        for (var subject : trace.subjects.entrySet()) {
            SubjectTrace own = subject.getValue();
            if (own.issued != null) {
                new BreachScribe(out, false)
                        .withdraw(
                                subject.getKey(),
                                DeviceKey.parse(own.device),
                                null,
                                trace.ruleId,
                                own.issued,
                                Math.max(at, own.issued.openedAt()),
                                why);
            }
        }
        trace.subjects.clear();
    }

    private static void take(SiteFact fact, SiteView view, Findings out) {
        out.judged++;
        SiteState state = view.state();
        state.heard.put(fact.device().device(), fact.now());
        if (fact.observation() instanceof Position position
                && Presence.take(state, view.plan().zones(), fact, position)) {
            peopleMoved(view, fact.now());
        }
        for (SiteWatch watch : view.plan().watches) {
            if (watch.awakeAt(fact.now())) {
                SiteTrace trace = trace(state, watch);
                guarded(watch, out, w -> w.detector().take(fact, view, trace, new Verdicts(w, trace, out)));
            }
        }
    }

    private static void peopleMoved(SiteView view, long now) {
        for (SiteWatch watch : view.plan().watches) {
            if (watch.detector().followsPeople()) {
                trace(view.state(), watch).lookAt(now);
            }
        }
    }

    private static void look(long now, SiteView view, Findings out) {
        if (view.state().settlesAt <= now
                && Presence.look(view.state(), view.plan().zones(), now)) {
            peopleMoved(view, now);
        }
        for (SiteWatch watch : view.plan().watches) {
            SiteTrace trace = trace(view.state(), watch);
            if (trace.dueAt > now) {
                continue;
            }
            trace.dueAt = SiteTrace.NEVER;
            if (watch.awakeAt(now)) {
                guarded(watch, out, w -> w.detector().look(now, view, trace, new Verdicts(w, trace, out)));
            } else {
                clear(trace, now, ASLEEP, out);
            }
            trace.lookAt(watch.turnsAfter(now));
            // Never twice at one time, or time would stand still.
            trace.dueAt = Math.max(trace.dueAt, now + 1);
        }
    }

    private static void guarded(SiteWatch watch, Findings out, Consumer<SiteWatch> step) {
        try {
            step.accept(watch);
        } catch (RuntimeException e) {
            out.failed(watch, e);
        }
    }
}
