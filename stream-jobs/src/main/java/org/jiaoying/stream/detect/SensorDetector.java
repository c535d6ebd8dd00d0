package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/**
 * A rule that holds the sensors of a site against each other or against their own service: it is told each value with what the device
 * says of it. Remembers, beside what the rule itself does, since when a device says that it is being calibrated.
 */
abstract class SensorDetector implements SiteDetector {
    /** As {@link DeviceJudge} has it: who calibrates for longer has forgotten to say that it is over. */
    private static final long MAX_CALIBRATION_MILLIS = Duration.ofHours(2).toMillis();

    private static final String SERVICE = "@";

    final Level level;

    /** The points that are listened to, by their keys. */
    final Map<String, Subject> points;

    SensorDetector(Level level, Map<String, Subject> points) {
        this.level = level;
        this.points = points;
    }

    /**
     * One value of a point.
     *
     * @param now where it stands in the order of the site, in milliseconds
     * @param at its own time, in milliseconds
     * @param good whether it can be judged
     * @param calibrating whether the sensor or its device says that it is being calibrated
     */
    record Sample(Subject subject, String key, long now, long at, double value, boolean good, boolean calibrating) {}

    /** A value has come. May be older than the one before it, or the same again. */
    abstract void sample(Sample sample, SiteTrace trace, Verdicts out);

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        String device = SERVICE + fact.device().device();
        if (fact.observation() instanceof Status status) {
            note(status, fact.at(), device, trace);
        } else if (fact.observation() instanceof Reading reading) {
            String key = SitePoints.key(fact.device(), reading.point());
            Subject subject = points.get(key);
            if (subject != null) {
                boolean calibrating = reading.quality() == Quality.CALIBRATING || calibrating(trace, device, fact.at());
                boolean good = reading.quality() == Quality.GOOD && !calibrating;
                sample(new Sample(subject, key, fact.now(), fact.at(), reading.value(), good, calibrating), trace, out);
            }
        }
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        for (var remembered : Map.copyOf(trace.subjects).entrySet()) {
            String key = remembered.getKey();
            if (remembered.getValue().issued != null && !stillJudged(key)) {
                out.calm(key, now, new Text("测点已不在规则范围内，解除", "Cleared: the rule does not judge it any more"));
            }
        }
    }

    /** Whether the subject of an open breach is still one of the rule's. */
    boolean stillJudged(String subject) {
        return points.containsKey(subject);
    }

    static DetectorState state(SiteTrace trace, String key) {
        var known = trace.subjects.get(key);
        return known == null ? DetectorState.CALM : known.state;
    }

    static void remember(SiteTrace trace, String key, long[] times, double[] values) {
        trace.subject(key).state = new DetectorState(null, times, values);
    }

    /** A time that is remembered at this place; 0 for none. */
    static long time(DetectorState state, int index) {
        return index < state.times().length ? state.times()[index] : 0;
    }

    static SiteSubject subject(Subject of) {
        return new SiteSubject(
                of.key(), of.deviceKey(), of.zoneId(), of.pointId(), of.timeZone(), Map.copyOf(of.names()));
    }

    Verdicts.Reached reached(
            long at, @Nullable Double value, @Nullable Double limit, Evidence evidence, @Nullable Subject other) {
        var places = new java.util.HashMap<String, Text>();
        if (other != null) {
            places.put("other", name(other));
        }
        return new Verdicts.Reached(level, at, value, limit, places, evidence);
    }

    static Text name(Subject subject) {
        return subject.device().name();
    }

    private static void note(Status status, long at, String device, SiteTrace trace) {
        switch (status.state()) {
            case CALIBRATING -> {
                if (time(state(trace, device), 0) == 0) {
                    remember(trace, device, new long[] {at}, new double[0]);
                }
            }
            case ONLINE, FAULT -> trace.subjects.remove(device);
            case OFFLINE, LOW_BATTERY -> {}
        }
    }

    private static boolean calibrating(SiteTrace trace, String device, long at) {
        long since = time(state(trace, device), 0);
        return since != 0 && at >= since && at - since < MAX_CALIBRATION_MILLIS;
    }
}
