package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.rule.Expression;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Facts that must not hold together. The gravest level whose condition has held for long enough is the level. Where a fact is not
 * known, the condition proves nothing: what was pending begins anew, and what was found stays until it is known again.
 *
 * <p>Remembers of each subject {@code times}: since when the condition of each level holds, 0 for not.
 */
final class CorrelationDetector extends FactsDetector {
    private static final Level[] LEVELS = Level.values();

    private final Map<Level, Expression> levels;
    private final long holdMillis;

    CorrelationDetector(
            Map<String, Judged> subjects, long longestRiseMillis, Map<Level, Expression> levels, long holdMillis) {
        super(subjects, longestRiseMillis);
        this.levels = levels;
        this.holdMillis = holdMillis;
    }

    @Override
    void judge(String key, Judged judged, Map<String, Double> values, long now, SiteTrace trace, Verdicts out) {
        DetectorState before = SensorDetector.state(trace, key);
        var since = new long[LEVELS.length];
        boolean unknown = false;
        boolean pending = false;
        Level reached = null;
        for (Map.Entry<Level, Expression> entry : levels.entrySet()) {
            int i = entry.getKey().ordinal();
            if (!known(entry.getValue(), values)) {
                unknown = true;
            } else if (entry.getValue().holds(values)) {
                long began = SensorDetector.time(before, i);
                since[i] = began == 0 ? now : began;
                pending = true;
                reached = now - since[i] >= holdMillis ? entry.getKey() : reached;
                if (now - since[i] < holdMillis) {
                    trace.lookAt(since[i] + holdMillis);
                }
            }
        }
        if (pending) {
            SensorDetector.remember(trace, key, since, new double[0]);
        } else if (!before.isCalm()) {
            trace.subject(key).state = DetectorState.CALM;
        }
        tell(key, judged, reached, unknown, pending, since, values, now, trace, out);
    }

    private void tell(
            String key,
            Judged judged,
            @Nullable Level reached,
            boolean unknown,
            boolean pending,
            long[] since,
            Map<String, Double> values,
            long now,
            SiteTrace trace,
            Verdicts out) {
        Issued open = out.isOpen(key) ? trace.subject(key).issued : null;
        if (reached != null) {
            if (open == null || !unknown || reached.graverThan(open.level())) {
                out.reach(SensorDetector.subject(judged.subject()), reached(reached, since, values, now));
            }
        } else if (open != null && !unknown && !pending) {
            out.calm(key, now, new Text("情形不再成立，解除", "Cleared: it does not hold any more"));
        }
    }

    @Override
    boolean isPending(String key, SiteTrace trace, Verdicts out) {
        return !SensorDetector.state(trace, key).isCalm();
    }

    private Verdicts.Reached reached(Level level, long[] since, Map<String, Double> values, long now) {
        Map<String, Text> places = places(values);
        places.put("for", Text.same(DurationText.format(Duration.ofMillis(holdMillis))));
        String condition = String.valueOf(levels.get(level));
        var evidence = evidence(
                new Text("同时成立：" + condition, "held together: " + condition), values, since[level.ordinal()], now);
        return new Verdicts.Reached(level, now, null, null, places, evidence);
    }
}
