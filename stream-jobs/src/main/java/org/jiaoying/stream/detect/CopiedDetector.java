package org.jiaoying.stream.detect;

import java.time.Instant;
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
 * The same wave in two sensors: the correlation of their changes from step to step, over a window and some lags. Neighbours in one
 * airway share the slow wave, but each has noise of its own; a copy, also one that is shifted, scaled or late, has not. Of two, the
 * later one is found; of two at the same time, the one whose key comes second.
 *
 * <p>Remembers of each point its values at {@value #STEPS} steps of the window and the lag before it.
 */
final class CopiedDetector extends SensorDetector {
    private static final int STEPS = 60;
    /** Judged once in so many steps. */
    private static final int PACE = 5;
    /** A wave that changes less often than this in the window proves nothing. */
    private static final int CHANGES = 10;
    /** It is over only once the waves differ by this much more. */
    private static final double SLACK = 0.1;

    private final long stepMillis;
    private final int lags;
    private final double match;
    private final double moves;
    private final Map<String, List<String>> neighbours;

    CopiedDetector(
            Level level,
            Map<String, Subject> points,
            Map<String, List<String>> neighbours,
            long windowMillis,
            long lagMillis,
            double match,
            double moves) {
        super(level, points);
        this.neighbours = neighbours;
        this.stepMillis = Math.max(1, windowMillis / STEPS);
        this.lags = (int) Math.min(STEPS / 2, lagMillis / stepMillis);
        this.match = match;
        this.moves = moves;
    }

    @Override
    public String memory() {
        return "wave";
    }

    /** The correlation with another point at a lag. */
    private record Match(String other, int lag, double correlation) {}

    @Override
    void sample(Sample sample, SiteTrace trace, Verdicts out) {
        if (!sample.good()) {
            return;
        }
        DetectorState before = state(trace, sample.key());
        long step = Math.floorDiv(sample.at(), stepMillis);
        if (sample.at() <= time(before, 0)) {
            return;
        }
        double[] wave = moved(before, step);
        // The first value of a step stands for it, so that a full step is never changed again.
        boolean newStep = Double.isNaN(wave[wave.length - 1]);
        if (newStep) {
            wave[wave.length - 1] = sample.value();
        }
        remember(trace, sample.key(), new long[] {sample.at(), step}, wave);
        if (newStep && step % PACE == 0) {
            judge(sample, step, wave, trace, out);
        }
    }

    /** The wave up to a step; what is not known is not a number. */
    private double[] moved(DetectorState state, long step) {
        int size = STEPS + lags;
        var wave = new double[size];
        Arrays.fill(wave, Double.NaN);
        if (state.values().length == size && state.times().length == 2) {
            long shift = step - state.times()[1];
            if (shift >= 0 && shift < size) {
                System.arraycopy(state.values(), (int) shift, wave, 0, size - (int) shift);
            }
        }
        return wave;
    }

    private void judge(Sample sample, long step, double[] wave, SiteTrace trace, Verdicts out) {
        String key = sample.key();
        boolean open = out.isOpen(key);
        Match best = null;
        if (Waves.deviation(wave, lags, STEPS) >= moves) {
            for (String other : neighbours.getOrDefault(key, List.of())) {
                Match found = compare(key, wave, other, step, trace);
                best = found != null && (best == null || found.correlation() > best.correlation()) ? found : best;
            }
        }
        if (best != null && best.correlation() >= match && !open) {
            out.reach(subject(sample.subject()), found(sample, best, wave));
        } else if (open && (best == null || best.correlation() < match - SLACK)) {
            out.calm(key, sample.now(), new Text("波形已不再相同，解除", "Cleared: the waves differ again"));
        }
    }

    /** The best match with another point that is earlier, or at the same time and first by its key. */
    private @org.jspecify.annotations.Nullable Match compare(
            String key, double[] wave, String other, long step, SiteTrace trace) {
        DetectorState state = state(trace, other);
        if (state.times().length != 2 || state.values().length != wave.length || step - state.times()[1] > 2) {
            return null;
        }
        double[] theirs = moved(state, step);
        Match best = null;
        for (int lag = other.compareTo(key) < 0 ? 0 : 1; lag <= lags; lag++) {
            if (Waves.deviation(theirs, lags - lag, STEPS) < moves) {
                continue;
            }
            double correlation = Waves.correlationOfChanges(wave, lags, theirs, lags - lag, STEPS, CHANGES);
            if (best == null || correlation > best.correlation()) {
                best = new Match(other, lag, correlation);
            }
        }
        return best;
    }

    private Verdicts.Reached found(Sample sample, Match best, double[] wave) {
        Subject other = points.get(best.other());
        double lagSeconds = best.lag() * stepMillis / 1000.0;
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("correlation_of_changes", best.correlation());
        numbers.put("lag_seconds", lagSeconds);
        numbers.put("window_minutes", STEPS * stepMillis / 60_000.0);
        numbers.put("standard_deviation", Waves.deviation(wave, lags, STEPS));
        Text name = other == null ? Text.same("—") : name(other);
        String correlation = BreachScribe.number(Math.round(best.correlation() * 1000) / 1000.0);
        String late = BreachScribe.number(lagSeconds);
        var text = new Text(
                "与 " + name.zh() + " 波形相同：变化量相关系数 " + correlation + "，滞后 " + late + " 秒",
                "the same wave as " + name.en() + ": correlation of changes " + correlation + ", " + late + " s later");
        long to = sample.at();
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(to - STEPS * stepMillis), Instant.ofEpochMilli(to));
        var evidence =
                new Evidence(text, numbers, stretch, Waves.samples(wave, to, stepMillis), List.of(best.other()), null);
        return reached(sample.now(), best.correlation(), match, evidence, other);
    }
}
