package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.Normal;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Condition;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * A value away from what is normal at this hour: its distance from the median in robust deviations is held against the limits,
 * and a level is reached when {@code times} of the last {@code of} samples are that far away. A sample of an hour of which the
 * history says nothing is passed over.
 *
 * <p>Remembers how far away the last {@code of} samples were, with their times, and the newest value.
 *
 * @param windows declared ones: while one is open its kind is the state whose normal counts; of several the first
 * @param least the deviation counts as at least this
 */
record BaselineDetector(
        Ladder ladder,
        Condition.Away side,
        Baseline baseline,
        List<DeclaredWindow> windows,
        int times,
        int of,
        double least)
        implements Detector {
    private static final Level[] LEVELS = Level.values();

    /** Where neither history nor rule gives a deviation, any distance is very far. */
    private static final double SMALLEST = 1e-9;

    /** So far is as far as anything is told to be. */
    private static final double FARTHEST = 1e6;

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        Normal normal = normal(at);
        if (normal == null) {
            return before;
        }
        int known = before.times().length;
        int from = Math.max(0, known + 1 - of);
        int size = known - from + 1;
        long[] newTimes = Arrays.copyOfRange(before.times(), from, from + size);
        newTimes[size - 1] = at;
        // The newest value stands behind the distances.
        double[] newValues = new double[size + 1];
        System.arraycopy(before.values(), from, newValues, 0, size - 1);
        newValues[size - 1] = away(value, normal);
        newValues[size] = value;
        return new DetectorState(level(before.level(), newValues, size), newTimes, newValues);
    }

    @Override
    public String memory() {
        return "baseline";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    @Override
    public double measured(DetectorState after, double value) {
        int size = after.times().length;
        return size == 0 ? 0 : after.values()[size - 1];
    }

    @Override
    public @Nullable Evidence evidence(DetectorState after, Subject subject) {
        int size = after.times().length;
        if (size == 0) {
            return null;
        }
        long at = after.times()[size - 1];
        double value = after.values()[size];
        Normal normal = normal(at);
        if (normal == null) {
            return null;
        }
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("reading", value);
        numbers.put("normal", normal.median());
        numbers.put("deviation", deviation(normal));
        numbers.put("away", after.values()[size - 1]);
        numbers.put("learned_from", (double) normal.count());
        String reading = BreachScribe.number(value);
        String usual = BreachScribe.number(normal.median());
        var text = new Text(
                "现值 " + reading + subject.unit() + "，此时通常 " + usual + subject.unit() + "（基线第 " + baseline.version()
                        + " 版）",
                reading + " " + subject.unit() + " where " + usual + " " + subject.unit()
                        + " is usual (baseline version " + baseline.version() + ")");
        return new Evidence(
                text,
                numbers,
                new Evidence.Stretch(Instant.ofEpochMilli(after.times()[0]), Instant.ofEpochMilli(at)),
                List.of(),
                List.of(),
                null);
    }

    private @Nullable Normal normal(long at) {
        String state = Baseline.ORDINARY;
        for (DeclaredWindow window : windows) {
            if (at >= window.from().toEpochMilli() && at < window.to().toEpochMilli()) {
                state = window.kind();
                break;
            }
        }
        return baseline.at(Instant.ofEpochMilli(at), state);
    }

    private double away(double value, Normal normal) {
        double distance = (value - normal.median()) / deviation(normal);
        double bad = switch (side) {
            case ABOVE -> distance;
            case BELOW -> -distance;
            case BOTH -> Math.abs(distance);
        };
        return Math.max(-FARTHEST, Math.min(FARTHEST, bad));
    }

    private double deviation(Normal normal) {
        return Math.max(Math.max(normal.deviation(), least), SMALLEST);
    }

    /** The gravest level that enough samples reach, or that one of them has not left. */
    private @Nullable Level level(@Nullable Level before, double[] distances, int size) {
        Level reached = null;
        Level kept = null;
        for (Level level : LEVELS) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += ladder.violates(level, distances[i]) ? 1 : 0;
            }
            reached = count >= times ? level : reached;
        }
        for (int i = 0; i < size; i++) {
            kept = Ladder.graver(kept, ladder.kept(before, distances[i]));
        }
        return Ladder.graver(reached, kept);
    }
}
