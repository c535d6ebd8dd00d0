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
import org.jspecify.annotations.Nullable;

/**
 * Calibration that begins minutes after the value came near its limit: the value that was to come is then nobody's. Lasts as long as
 * the calibration. Remembers {@code times} (last sample, beginning, last value near the limit) and that value.
 */
final class EarlyCalibrationDetector extends CalibrationDetector {
    private static final double[] NONE = {};

    private final Map<String, Limits> limits;

    /** What holds of one sensor: from {@code near} on it is near its limit. */
    record Limits(double near, long withinMillis) {}

    EarlyCalibrationDetector(
            Level level, Map<String, Subject> points, Map<String, Limits> limits, @Nullable String permit) {
        super(level, points, permit);
        this.limits = limits;
    }

    @Override
    public String memory() {
        return "early-calibration";
    }

    @Override
    void works(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        Limits own = limits.get(sample.key());
        if (own != null && sample.good() && sample.value() >= own.near()) {
            remember(trace, sample.key(), new long[] {sample.at(), 0, sample.at()}, new double[] {sample.value()});
        } else if (time(before, 2) != 0) {
            boolean recent = own != null && sample.at() - time(before, 2) <= own.withinMillis();
            remember(
                    trace,
                    sample.key(),
                    new long[] {sample.at(), 0, recent ? time(before, 2) : 0},
                    recent ? before.values() : NONE);
        }
    }

    @Override
    void begins(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        Limits own = limits.get(sample.key());
        long near = time(before, 2);
        remember(trace, sample.key(), new long[] {sample.at(), sample.at(), near}, before.values());
        if (own != null
                && near != 0
                && sample.at() - near <= own.withinMillis()
                && !permitted(sample.subject(), sample.at())) {
            out.reach(subject(sample.subject()), found(sample, own, near, before.values()[0]));
        }
    }

    @Override
    void goesOn(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        remember(trace, sample.key(), new long[] {sample.at(), time(before, 1), time(before, 2)}, before.values());
    }

    @Override
    void ends(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        remember(trace, sample.key(), new long[] {sample.at(), 0, 0}, NONE);
        out.calm(sample.key(), sample.now(), new Text("标校结束，解除", "Cleared: the calibration is over"));
        works(sample, state(trace, sample.key()), trace, out);
    }

    private Verdicts.Reached found(Sample sample, Limits own, long near, double value) {
        double seconds = (sample.at() - near) / 1000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("value_before", value);
        numbers.put("seconds_to_calibration", seconds);
        String unit = sample.subject().unit();
        String shown = BreachScribe.number(value);
        String minutes = BreachScribe.number(Math.round(seconds / 6) / 10.0);
        var text = new Text(
                "数值 " + shown + unit + " 接近限值，" + minutes + " 分钟后即进入标校，未见申报",
                "calibration began " + minutes + " min after " + shown + " " + unit
                        + ", near the limit; none was declared");
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(near), Instant.ofEpochMilli(sample.at()));
        var samples = List.of(new Evidence.Sample(Instant.ofEpochMilli(near), value));
        var evidence = new Evidence(text, numbers, stretch, samples, List.of(), null);
        return reached(sample.now(), value, own.near(), evidence, null);
    }
}
