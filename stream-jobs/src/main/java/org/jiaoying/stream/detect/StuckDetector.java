package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/**
 * A sensor that shows the same for hours while its neighbours move. Flat is a standard deviation, taken over the window in
 * {@value Spread#PARTS} parts; what is flat is no finding unless enough neighbours move in the same time, and a sensor at rest (mean
 * at or under the floor) is none either. Once found, it lasts until the sensor moves.
 */
final class StuckDetector extends SensorDetector {
    private final Map<String, Limits> judged;
    private final Map<String, List<String>> neighbours;

    /** What holds of one sensor. */
    record Limits(
            long windowMillis, double deviation, @Nullable Double floor, double moves, int movers) {}

    /**
     * @param points all that are listened to: those judged and their neighbours
     * @param judged by the key of the point
     * @param neighbours their keys, by the key of the point judged
     */
    StuckDetector(
            Level level,
            Map<String, Subject> points,
            Map<String, Limits> judged,
            Map<String, List<String>> neighbours) {
        super(level, points);
        this.judged = judged;
        this.neighbours = neighbours;
    }

    @Override
    public String memory() {
        return "spread";
    }

    @Override
    boolean stillJudged(String subject) {
        return judged.containsKey(subject);
    }

    @Override
    void sample(Sample sample, SiteTrace trace, Verdicts out) {
        if (!sample.good()) {
            return;
        }
        Spread spread = spread(sample.key(), trace);
        if (!spread.add(sample.at(), sample.value())) {
            return;
        }
        trace.subject(sample.key()).state = spread.state();
        Limits limits = judged.get(sample.key());
        if (limits != null && spread.beganPart()) {
            judge(sample, limits, spread, trace, out);
        }
    }

    private void judge(Sample sample, Limits limits, Spread spread, SiteTrace trace, Verdicts out) {
        boolean open = out.isOpen(sample.key());
        boolean flat = spread.covers() && spread.deviation() <= limits.deviation() + 1e-12;
        if (open && !flat && spread.deviation() > limits.deviation()) {
            out.calm(sample.key(), sample.now(), new Text("数值已恢复变化，解除", "Cleared: it moves again"));
        } else if (!open && flat && !(limits.floor() != null && spread.mean() <= limits.floor())) {
            Map<String, Double> movers = movers(sample.key(), sample.at(), limits, trace);
            if (movers.size() >= limits.movers()) {
                out.reach(subject(sample.subject()), found(sample, limits, spread, movers));
            }
        }
    }

    /** The deviations of the neighbours that move. */
    private Map<String, Double> movers(String key, long at, Limits limits, SiteTrace trace) {
        var movers = new LinkedHashMap<String, Double>();
        for (String neighbour : neighbours.getOrDefault(key, List.of())) {
            Spread spread = spread(neighbour, trace);
            if (spread.covers() && spread.speaksAt(at) && spread.deviation() >= limits.moves()) {
                movers.put(neighbour, spread.deviation());
            }
        }
        return movers;
    }

    private Spread spread(String key, SiteTrace trace) {
        // A neighbour is looked at over the window of those it is held against; one rule has one window wherever it is
        // no attribute.
        Limits own = judged.get(key);
        long window = own != null ? own.windowMillis() : anyWindow();
        return Spread.of(state(trace, key), window);
    }

    private long anyWindow() {
        return judged.values().iterator().next().windowMillis();
    }

    private Verdicts.Reached found(Sample sample, Limits limits, Spread spread, Map<String, Double> movers) {
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("standard_deviation", spread.deviation());
        numbers.put("mean", spread.mean());
        numbers.put("samples", spread.samples());
        numbers.put("window_hours", limits.windowMillis() / 3_600_000.0);
        double most = movers.values().stream().max(Double::compare).orElse(0.0);
        numbers.put("standard_deviation_of_neighbour", most);
        var others = new ArrayList<>(movers.keySet());
        Subject other = points.get(others.get(0));
        String hours = BreachScribe.number(limits.windowMillis() / 3_600_000.0);
        String own = BreachScribe.number(spread.deviation());
        String moved = BreachScribe.number(most);
        String mean = BreachScribe.number(spread.mean());
        Text neighbour = other == null ? Text.same("—") : name(other);
        var text = new Text(
                hours + " 小时内停在 " + mean + "（标准差 " + own + "），同期 " + neighbour.zh() + " 等 " + movers.size()
                        + " 个邻近测点在变化（标准差 " + moved + "）",
                "at " + mean + " for " + hours + " h (standard deviation " + own + "), while " + neighbour.en()
                        + " and others, " + movers.size() + " in all, moved (standard deviation " + moved + ")");
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(spread.from()), Instant.ofEpochMilli(sample.at()));
        var evidence = new Evidence(text, numbers, stretch, spread.samplesOfMeans(), others, null);
        return reached(sample.now(), spread.deviation(), limits.deviation(), evidence, other);
    }
}
