package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;

/**
 * A sensor that speaks, but has given no value that can be judged for long: paused by hand, left in calibration, reported bad.
 * Remembers {@code times} (last sample, last good one or the first of all).
 */
final class PausedDetector extends SensorDetector {
    private static final double[] NONE = {};

    private final Map<String, Long> afterMillis;

    PausedDetector(Level level, Map<String, Subject> points, Map<String, Long> afterMillis) {
        super(level, points);
        this.afterMillis = afterMillis;
    }

    @Override
    public String memory() {
        return "paused";
    }

    @Override
    void sample(Sample sample, SiteTrace trace, Verdicts out) {
        DetectorState before = state(trace, sample.key());
        Long after = afterMillis.get(sample.key());
        if (after == null || sample.at() <= time(before, 0)) {
            return;
        }
        boolean works = sample.good();
        long since = works || time(before, 1) == 0 ? sample.at() : time(before, 1);
        remember(trace, sample.key(), new long[] {sample.at(), since}, NONE);
        if (works) {
            out.calm(sample.key(), sample.now(), new Text("已恢复正常取值，解除", "Cleared: it gives good values again"));
        } else if (!out.isOpen(sample.key()) && sample.at() - since >= after) {
            out.reach(subject(sample.subject()), found(sample, since, after));
        }
    }

    private Verdicts.Reached found(Sample sample, long since, long after) {
        double hours = (sample.at() - since) / 3_600_000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("hours_without_a_good_value", hours);
        String shown = BreachScribe.number(Math.round(hours * 10) / 10.0);
        var text = new Text(
                "有通信，但 " + shown + " 小时没有可判断的数值",
                "it speaks, but has given no value that can be judged for " + shown + " h");
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(since), Instant.ofEpochMilli(sample.at()));
        return reached(
                sample.now(),
                hours,
                after / 3_600_000.0,
                new Evidence(text, numbers, stretch, List.of(), List.of(), null),
                null);
    }
}
