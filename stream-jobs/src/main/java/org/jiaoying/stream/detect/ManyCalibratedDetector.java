package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/**
 * More sensors begin calibration at once than people could calibrate: who calibrates goes from one to the next, and each takes
 * minutes. One finding for all that are neighbours, about the sensor that made it one too many; over when none of them is being
 * calibrated. Remembers of each point {@code times} (last sample, beginning or 0).
 */
final class ManyCalibratedDetector extends CalibrationDetector {
    private static final double[] NONE = {};

    private final Map<String, List<String>> neighbours;
    private final int count;
    private final long withinMillis;

    ManyCalibratedDetector(
            Level level,
            Map<String, Subject> points,
            Map<String, List<String>> neighbours,
            int count,
            long withinMillis,
            @Nullable String permit) {
        super(level, points, permit);
        this.neighbours = neighbours;
        this.count = count;
        this.withinMillis = withinMillis;
    }

    @Override
    public String memory() {
        return "calibrated";
    }

    @Override
    void begins(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        remember(trace, sample.key(), new long[] {sample.at(), sample.at()}, NONE);
        if (permitted(sample.subject(), sample.at())) {
            return;
        }
        List<String> all = new ArrayList<>();
        for (String other : neighbours.getOrDefault(sample.key(), List.of())) {
            long since = time(state(trace, other), 1);
            Subject subject = points.get(other);
            if (out.isOpen(other)) {
                return;
            }
            if (since != 0 && sample.at() - since <= withinMillis && subject != null && !permitted(subject, since)) {
                all.add(other);
            }
        }
        if (all.size() + 1 >= count) {
            out.reach(subject(sample.subject()), found(sample, all, trace));
        }
    }

    @Override
    void goesOn(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        remember(trace, sample.key(), new long[] {sample.at(), time(before, 1)}, NONE);
    }

    @Override
    void ends(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        trace.subject(sample.key()).state = DetectorState.CALM;
        calmIfNone(sample.key(), sample.now(), trace, out);
        for (String other : neighbours.getOrDefault(sample.key(), List.of())) {
            calmIfNone(other, sample.now(), trace, out);
        }
    }

    private void calmIfNone(String key, long now, SiteTrace trace, Verdicts out) {
        if (!out.isOpen(key) || time(state(trace, key), 1) != 0) {
            return;
        }
        for (String other : neighbours.getOrDefault(key, List.of())) {
            if (time(state(trace, other), 1) != 0) {
                return;
            }
        }
        out.calm(key, now, new Text("标校结束，解除", "Cleared: the calibrations are over"));
    }

    private Verdicts.Reached found(Sample sample, List<String> others, SiteTrace trace) {
        long first = others.stream()
                .mapToLong(other -> time(state(trace, other), 1))
                .min()
                .orElse(sample.at());
        double minutes = (sample.at() - first) / 60_000.0;
        int all = others.size() + 1;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("sensors", (double) all);
        numbers.put("minutes", minutes);
        String within = BreachScribe.number(Math.round(minutes * 10) / 10.0);
        var text = new Text(
                all + " 个传感器在 " + within + " 分钟内先后进入标校，未见申报",
                all + " sensors went into calibration within " + within + " min; none was declared");
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(first), Instant.ofEpochMilli(sample.at()));
        var evidence = new Evidence(text, numbers, stretch, List.of(), others, null);
        return reached(sample.now(), (double) all, (double) count, evidence, null);
    }
}
