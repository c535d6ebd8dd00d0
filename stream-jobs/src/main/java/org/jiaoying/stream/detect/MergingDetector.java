package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * One cause is one breach: what is violated again within a time after it was over goes on as the same breach. The edges stay in
 * the record: when the breach clears, its evidence tells each stretch in which the rule was violated, from the first sample that
 * reached a level to the one that left it.
 *
 * <p>Remembers what the inner detector does, and behind that the level of the inner one and the edges of the last
 * {@value #STRETCHES} stretches with their number; the last stretch has no end while it lasts.
 */
record MergingDetector(Detector inner, long mergeMillis) implements Detector {
    private static final int STRETCHES = 10;
    private static final long LASTS = Long.MAX_VALUE;
    private static final Level[] LEVELS = Level.values();

    /** The state taken apart. */
    private record Parts(DetectorState inner, long[] edges, int stretches) {

        static Parts of(DetectorState state) {
            double[] values = state.values();
            if (values.length < 4) {
                return new Parts(DetectorState.of(state.level()), new long[0], 0);
            }
            int times = (int) values[0];
            int innerValues = (int) values[1];
            int level = (int) values[2];
            var inner = new DetectorState(
                    level == 0 ? null : LEVELS[level - 1],
                    Arrays.copyOf(state.times(), times),
                    Arrays.copyOfRange(values, 4, 4 + innerValues));
            return new Parts(inner, Arrays.copyOfRange(state.times(), times, state.times().length), (int) values[3]);
        }

        DetectorState together(@Nullable Level level) {
            if (inner.isCalm() && edges.length == 0) {
                return DetectorState.of(level);
            }
            long[] times = Arrays.copyOf(inner.times(), inner.times().length + edges.length);
            System.arraycopy(edges, 0, times, inner.times().length, edges.length);
            double[] values = new double[4 + inner.values().length];
            Level innerLevel = inner.level();
            values[0] = inner.times().length;
            values[1] = inner.values().length;
            values[2] = innerLevel == null ? 0 : 1 + innerLevel.ordinal();
            values[3] = stretches;
            System.arraycopy(inner.values(), 0, values, 4, inner.values().length);
            return new DetectorState(level, times, values);
        }

        boolean lasts() {
            return edges.length > 0 && edges[edges.length - 1] == LASTS;
        }

        Parts begins(long at, DetectorState next) {
            int from = edges.length == 2 * STRETCHES ? 2 : 0;
            long[] more = Arrays.copyOfRange(edges, from, edges.length + 2);
            more[more.length - 2] = at;
            more[more.length - 1] = LASTS;
            return new Parts(next, more, stretches + 1);
        }

        Parts ends(long at, DetectorState next) {
            long[] ended = edges.clone();
            ended[ended.length - 1] = at;
            return new Parts(next, ended, stretches);
        }
    }

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        if (before.isCalm()) {
            DetectorState next = inner.step(before, at, value);
            return next.isCalm() ? before : follow(new Parts(before, new long[0], 0), null, next, at);
        }
        Parts parts = Parts.of(before);
        return follow(parts, before.level(), inner.step(parts.inner, at, value), at);
    }

    private DetectorState follow(Parts parts, @Nullable Level held, DetectorState next, long at) {
        Level level = next.level();
        if (level != null) {
            // A breach that is over is a stretch that lies behind; the next one begins with a clean sheet.
            Parts known = held == null ? new Parts(parts.inner, new long[0], 0) : parts;
            Parts now = known.lasts() ? new Parts(next, known.edges, known.stretches) : known.begins(at, next);
            return now.together(level);
        }
        if (held == null) {
            return new Parts(next, new long[0], 0).together(null);
        }
        Parts now = parts.lasts() ? parts.ends(at, next) : new Parts(next, parts.edges, parts.stretches);
        boolean over = now.edges.length == 0 || at - now.edges[now.edges.length - 1] >= mergeMillis;
        return now.together(over ? null : held);
    }

    @Override
    public String memory() {
        return "merge " + inner.memory();
    }

    @Override
    public double limit(Level level) {
        return inner.limit(level);
    }

    @Override
    public double measured(DetectorState after, double value) {
        return inner.measured(Parts.of(after).inner, value);
    }

    @Override
    public @Nullable Level alone(double value) {
        return inner.alone(value);
    }

    @Override
    public @Nullable Evidence evidence(DetectorState after, Subject subject) {
        return inner.evidence(Parts.of(after).inner, subject);
    }

    @Override
    public @Nullable Evidence closing(DetectorState after, Subject subject) {
        Parts parts = Parts.of(after);
        if (parts.edges.length == 0 || parts.lasts()) {
            return null;
        }
        var zh = new StringBuilder();
        var en = new StringBuilder();
        long lasted = 0;
        for (int i = 0; i + 1 < parts.edges.length; i += 2) {
            String from = BreachScribe.time(subject, parts.edges[i]);
            String to = BreachScribe.time(subject, parts.edges[i + 1]);
            zh.append(i == 0 ? "" : "；").append(from).append(" 至 ").append(to);
            en.append(i == 0 ? "" : "; ").append(from).append(" to ").append(to);
            lasted += parts.edges[i + 1] - parts.edges[i];
        }
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("stretches", (double) parts.stretches);
        numbers.put("lasted_s", lasted / 1000.0);
        return new Evidence(
                new Text("共 " + parts.stretches + " 段越限：" + zh, "violated in " + parts.stretches + " stretches: " + en),
                numbers,
                new Evidence.Stretch(
                        Instant.ofEpochMilli(parts.edges[0]),
                        Instant.ofEpochMilli(parts.edges[parts.edges.length - 1])),
                List.of(),
                List.of(),
                null);
    }
}
