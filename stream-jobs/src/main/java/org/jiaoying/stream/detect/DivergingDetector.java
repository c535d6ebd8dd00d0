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
 * A sensor that shows nothing while its neighbour in the same place is over the limit, for so long that gas would have come to both.
 * Values that cannot be judged, as in a calibration, begin the time anew.
 *
 * <p>Remembers of each point {@code times} (last sample, since when at zero or 0, since when over the limit or 0) and its last value.
 */
final class DivergingDetector extends SensorDetector {
    private static final int LAST = 0;
    private static final int LOW_SINCE = 1;
    private static final int HIGH_SINCE = 2;

    private final Map<String, Limits> limits;
    private final Map<String, List<String>> neighbours;

    /** What holds of one sensor: the limit as a neighbour's, the floor as its own. */
    record Limits(double limit, double floor, long holdMillis) {}

    DivergingDetector(
            Level level,
            Map<String, Subject> points,
            Map<String, Limits> limits,
            Map<String, List<String>> neighbours) {
        super(level, points);
        this.limits = limits;
        this.neighbours = neighbours;
    }

    @Override
    public String memory() {
        return "diverging";
    }

    @Override
    void sample(Sample sample, SiteTrace trace, Verdicts out) {
        Limits own = limits.get(sample.key());
        DetectorState before = state(trace, sample.key());
        if (own == null || sample.at() <= time(before, LAST)) {
            return;
        }
        long low = sample.good() && sample.value() <= own.floor() ? since(before, LOW_SINCE, sample.at()) : 0;
        long high = sample.good() && sample.value() >= own.limit() ? since(before, HIGH_SINCE, sample.at()) : 0;
        remember(trace, sample.key(), new long[] {sample.at(), low, high}, new double[] {sample.value()});
        judge(sample.key(), sample.now(), trace, out);
        if (high != 0 || time(before, HIGH_SINCE) != 0) {
            for (String neighbour : neighbours.getOrDefault(sample.key(), List.of())) {
                judge(neighbour, sample.now(), trace, out);
            }
        }
    }

    private static long since(DetectorState before, int which, long at) {
        long since = time(before, which);
        return since == 0 ? at : since;
    }

    private void judge(String key, long now, SiteTrace trace, Verdicts out) {
        Limits own = limits.get(key);
        Subject subject = points.get(key);
        if (own == null || subject == null) {
            return;
        }
        DetectorState state = state(trace, key);
        long low = time(state, LOW_SINCE);
        boolean anyHigh = false;
        if (low != 0) {
            for (String other : neighbours.getOrDefault(key, List.of())) {
                DetectorState high = state(trace, other);
                anyHigh |= time(high, HIGH_SINCE) != 0;
                if (!out.isOpen(key) && heldFor(state, high) >= own.holdMillis()) {
                    out.reach(subject(subject), found(subject, other, state, high, now));
                }
            }
        }
        if (out.isOpen(key) && !anyHigh) {
            out.calm(key, now, new Text("与邻近传感器不再相左，解除", "Cleared: it no longer contradicts its neighbour"));
        }
    }

    /** For how long one has been at zero and the other over the limit, as far as both have spoken. */
    private static long heldFor(DetectorState low, DetectorState high) {
        if (time(high, HIGH_SINCE) == 0) {
            return -1;
        }
        return Math.min(time(low, LAST), time(high, LAST)) - Math.max(time(low, LOW_SINCE), time(high, HIGH_SINCE));
    }

    private Verdicts.Reached found(Subject subject, String otherKey, DetectorState low, DetectorState high, long now) {
        Subject other = points.get(otherKey);
        double own = low.values()[0];
        double others = high.values()[0];
        long from = Math.max(time(low, LOW_SINCE), time(high, HIGH_SINCE));
        double minutes = heldFor(low, high) / 60_000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("value", own);
        numbers.put("value_of_neighbour", others);
        numbers.put("minutes", minutes);
        Text name = other == null ? Text.same("—") : name(other);
        String lasted = BreachScribe.number(Math.floor(minutes));
        var text = new Text(
                name.zh() + " 为 " + BreachScribe.number(others) + subject.unit() + "，同处的本测点为 "
                        + BreachScribe.number(own) + subject.unit() + "，已 " + lasted + " 分钟",
                name.en() + " shows " + BreachScribe.number(others) + " " + subject.unit()
                        + ", this one in the same place " + BreachScribe.number(own) + " " + subject.unit() + ", for "
                        + lasted + " min");
        var stretch = new Evidence.Stretch(
                Instant.ofEpochMilli(from), Instant.ofEpochMilli(Math.min(time(low, LAST), time(high, LAST))));
        var evidence = new Evidence(text, numbers, stretch, List.of(), List.of(otherKey), null);
        return reached(now, own, others, evidence, other);
    }
}
