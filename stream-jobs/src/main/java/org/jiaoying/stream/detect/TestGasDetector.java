package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;

/**
 * A calibration that ends without the plateau of test gas: from near zero up in seconds, flat for minutes, down again. One of which
 * fewer than {@value #SAMPLES} values came is not judged. The finding stands for a shift, or until the sensor is calibrated with gas.
 *
 * <p>Remembers {@code times} (last sample, beginning, found, then those of the calibration's values) and these values.
 */
final class TestGasDetector extends CalibrationDetector {
    private static final int SAMPLES = 5;
    private static final int MAX_SAMPLES = 240;
    private static final int HEAD = 3;
    private static final int FOUND = 2;
    private static final long STANDS_MILLIS = Duration.ofHours(8).toMillis();

    private final Map<String, TestGas> gas;

    TestGasDetector(Level level, Map<String, Subject> points, Map<String, TestGas> gas) {
        super(level, points, null);
        this.gas = gas;
    }

    @Override
    public String memory() {
        return "test-gas";
    }

    @Override
    void begins(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        remember(
                trace,
                sample.key(),
                new long[] {sample.at(), sample.at(), time(before, FOUND), sample.at()},
                new double[] {sample.value()});
    }

    @Override
    void goesOn(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        int kept = before.values().length;
        if (kept >= MAX_SAMPLES) {
            // The plateau has long come, or does not: an hour of values is enough to tell.
            long[] times = before.times().clone();
            times[0] = sample.at();
            remember(trace, sample.key(), times, before.values());
            return;
        }
        long[] times = Arrays.copyOf(before.times(), HEAD + kept + 1);
        double[] values = Arrays.copyOf(before.values(), kept + 1);
        times[0] = sample.at();
        times[HEAD + kept] = sample.at();
        values[kept] = sample.value();
        remember(trace, sample.key(), times, values);
    }

    @Override
    void ends(Sample sample, DetectorState before, SiteTrace trace, Verdicts out) {
        TestGas expected = gas.get(sample.key());
        long found = time(before, FOUND);
        if (expected != null && before.values().length >= SAMPLES) {
            long[] times = Arrays.copyOfRange(before.times(), HEAD, before.times().length);
            if (expected.isIn(times, before.values())) {
                out.calm(sample.key(), sample.now(), new Text("已按标准气样标校，解除", "Cleared: calibrated with test gas"));
                found = 0;
            } else if (!out.isOpen(sample.key())) {
                out.reach(subject(sample.subject()), found(sample, expected, times, before.values()));
                found = sample.now();
            }
        }
        remember(trace, sample.key(), new long[] {sample.at(), 0, found}, new double[0]);
        if (found != 0) {
            trace.lookAt(found + STANDS_MILLIS);
        }
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        super.look(now, view, trace, out);
        for (String key : points.keySet()) {
            long found = time(state(trace, key), FOUND);
            if (found == 0 || !out.isOpen(key)) {
                continue;
            }
            if (now - found >= STANDS_MILLIS) {
                out.calm(key, now, new Text("已记录满一班，解除", "Cleared: on record for a shift"));
            } else {
                trace.lookAt(found + STANDS_MILLIS);
            }
        }
    }

    private Verdicts.Reached found(Sample sample, TestGas expected, long[] times, double[] values) {
        double most = Arrays.stream(values).max().orElse(0);
        double minutes = (times[times.length - 1] - times[0]) / 60_000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("highest_value", most);
        numbers.put("minutes", minutes);
        numbers.put("samples", (double) values.length);
        var samples = new ArrayList<Evidence.Sample>();
        for (int i = 0; i < values.length; i++) {
            samples.add(new Evidence.Sample(Instant.ofEpochMilli(times[i]), values[i]));
        }
        String shown = BreachScribe.number(most);
        String lasted = BreachScribe.number(Math.round(minutes * 10) / 10.0);
        var text = new Text(
                "标校 " + lasted + " 分钟，没有标准气样平台，最高 " + shown,
                "calibrated for " + lasted + " min without a plateau of test gas, highest value " + shown);
        var stretch =
                new Evidence.Stretch(Instant.ofEpochMilli(times[0]), Instant.ofEpochMilli(times[times.length - 1]));
        var evidence = new Evidence(text, numbers, stretch, samples, List.of(), null);
        return reached(sample.now(), most, expected.low(), evidence, null);
    }
}
