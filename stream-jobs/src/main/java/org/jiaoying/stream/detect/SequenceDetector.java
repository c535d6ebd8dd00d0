package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.rule.Expression;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;

/**
 * One thing, then another: the second condition begins to hold after the first began to, and not too long after the first last held. Both
 * at one time are no sequence, nor is a second that held already. Over when the second holds no more.
 *
 * <p>Remembers of each subject {@code times}: when the first began and last held, whether it holds, whether the second does.
 */
final class SequenceDetector extends FactsDetector {
    private static final int BEGAN = 0;
    private static final int LAST = 1;
    private static final int FIRST_HOLDS = 2;
    private static final int THEN_HOLDS = 3;
    private static final int TIMES = 4;

    private final Level level;
    private final Expression first;
    private final Expression then;
    private final long withinMillis;

    SequenceDetector(
            Map<String, Judged> subjects,
            long longestRiseMillis,
            Level level,
            Expression first,
            Expression then,
            long withinMillis) {
        super(subjects, longestRiseMillis);
        this.level = level;
        this.first = first;
        this.then = then;
        this.withinMillis = withinMillis;
    }

    @Override
    public String memory() {
        return "sequence";
    }

    @Override
    void judge(String key, Judged judged, Map<String, Double> values, long now, SiteTrace trace, Verdicts out) {
        DetectorState before = SensorDetector.state(trace, key);
        var times = new long[TIMES];
        System.arraycopy(before.times(), 0, times, 0, Math.min(TIMES, before.times().length));
        first(times, known(first, values) && first.holds(values), now);
        if (known(then, values)) {
            boolean holds = then.holds(values);
            boolean begins = holds && times[THEN_HOLDS] == 0;
            times[THEN_HOLDS] = holds ? 1 : 0;
            if (begins && times[BEGAN] != 0 && times[BEGAN] < now && now - times[LAST] <= withinMillis) {
                out.reach(SensorDetector.subject(judged.subject()), reached(judged.subject(), times, values, now));
            } else if (!holds) {
                out.calm(key, now, new Text("后一情形不再成立，解除", "Cleared: the second does not hold any more"));
            }
        }
        boolean over = times[FIRST_HOLDS] == 0 && now - times[LAST] > withinMillis;
        if (over && times[THEN_HOLDS] == 0) {
            trace.subject(key).state = DetectorState.CALM;
        } else {
            SensorDetector.remember(trace, key, times, new double[0]);
        }
    }

    /** Notes how the first stands: it holds up to now, or held until it did not, or was not known. */
    private static void first(long[] times, boolean holds, long now) {
        if (holds && times[FIRST_HOLDS] == 0) {
            times[BEGAN] = now;
        }
        if (holds || times[FIRST_HOLDS] != 0) {
            times[LAST] = now;
        }
        times[FIRST_HOLDS] = holds ? 1 : 0;
    }

    @Override
    boolean isPending(String key, SiteTrace trace, Verdicts out) {
        return SensorDetector.time(SensorDetector.state(trace, key), FIRST_HOLDS) != 0;
    }

    private Verdicts.Reached reached(Subject subject, long[] times, Map<String, Double> values, long now) {
        Map<String, Text> places = places(values);
        String began = BreachScribe.time(subject, times[LAST]);
        places.put("within", Text.same(DurationText.format(Duration.ofMillis(withinMillis))));
        places.put("began", Text.same(began));
        var evidence = evidence(
                new Text(
                        "先 " + first + "（至 " + began + "），后 " + then,
                        "first " + first + " (until " + began + "), then " + then),
                values,
                times[BEGAN],
                now);
        return new Verdicts.Reached(level, now, null, null, places, evidence);
    }
}
