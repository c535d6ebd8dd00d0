package org.jiaoying.stream.detect;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;

/**
 * What a rule over several feeds remembers of them, in its trace: of a point its last values, thinned over the longest rise that is asked
 * for; of a camera since when it is dark, and when it saw what (times, and the events' names in numbers).
 */
final class FactMemory {
    private static final Set<String> DARK = Set.of("offline", "occluded", "frozen");
    private static final String VALUE = "=";
    private static final String CAMERA = "dark ";
    private static final String SEEN = "seen ";
    private static final int PARTS = 20;
    private static final int MAX_SEEN = 50;

    private final SiteTrace trace;

    FactMemory(SiteTrace trace) {
        this.trace = trace;
    }

    /** Takes what a device said. */
    void take(SiteFact fact, long longestRiseMillis) {
        String device = fact.device().device();
        if (fact.observation() instanceof Reading reading) {
            if (reading.quality() == Quality.GOOD) {
                value(SitePoints.key(fact.device(), reading.point()), fact.at(), reading.value(), longestRiseMillis);
            }
        } else if (fact.observation() instanceof Status status) {
            switch (status.state()) {
                case OFFLINE -> dark(device, fact.at());
                case ONLINE -> sees(device);
                case CALIBRATING, FAULT, LOW_BATTERY -> {}
            }
        } else if (fact.observation() instanceof SceneEvent event) {
            scene(device, event, fact.at());
        }
    }

    /** The last value of a point that is not older than {@code since}; not a number if there is none. */
    double value(String point, long since) {
        DetectorState state = state(VALUE + point);
        int last = state.times().length - 1;
        return last < 0 || state.times()[last] < since ? Double.NaN : state.values()[last];
    }

    /** When a point's last value held; 0 if there is none. */
    long lastAt(String point) {
        long[] times = state(VALUE + point).times();
        return times.length == 0 ? 0 : times[times.length - 1];
    }

    /** When a camera first saw this after {@code from}; {@link SiteTrace#NEVER} if it did not. */
    long firstSeen(String camera, String type, long from) {
        for (long at : state(SEEN + type + " " + camera).times()) {
            if (at > from) {
                return at;
            }
        }
        return SiteTrace.NEVER;
    }

    /**
     * By how much the last value lies over the oldest one of the time up to it; not a number if it is older than {@code since}, or
     * alone.
     */
    double rise(String point, long overMillis, long since) {
        double last = value(point, since);
        DetectorState state = state(VALUE + point);
        for (int i = 0; i < state.times().length - 1; i++) {
            if (state.times()[i] >= lastAt(point) - overMillis) {
                return last - state.values()[i];
            }
        }
        return Double.NaN;
    }

    /** Since when a camera is dark; 0 while it sees. */
    long darkSince(String camera) {
        DetectorState state = state(CAMERA + camera);
        return state.times().length == 0 ? 0 : state.times()[0];
    }

    /** How often a camera saw this after {@code from}. */
    int seen(String camera, String type, long from) {
        int count = 0;
        for (long at : state(SEEN + type + " " + camera).times()) {
            count += at > from ? 1 : 0;
        }
        return count;
    }

    private void value(String point, long at, double value, long longestRiseMillis) {
        DetectorState before = state(VALUE + point);
        int size = before.times().length;
        if (size > 0 && at <= before.times()[size - 1]) {
            return;
        }
        if (longestRiseMillis == 0) {
            remember(VALUE + point, new long[] {at}, new double[] {value});
            return;
        }
        int from = 0;
        while (from < size && before.times()[from] < at - longestRiseMillis) {
            from++;
        }
        long part = Math.max(1, longestRiseMillis / PARTS);
        // The newest gives way to the next one in the same part; the first of each part stays.
        boolean replaces = size - from >= 2
                && Math.floorDiv(before.times()[size - 1], part) == Math.floorDiv(before.times()[size - 2], part);
        int kept = size - from - (replaces ? 1 : 0);
        long[] times = Arrays.copyOfRange(before.times(), from, from + kept + 1);
        double[] values = Arrays.copyOfRange(before.values(), from, from + kept + 1);
        times[kept] = at;
        values[kept] = value;
        remember(VALUE + point, times, values);
    }

    private void scene(String camera, SceneEvent event, long at) {
        boolean seen = event.course() == SceneEvent.Course.SEEN;
        if (DARK.contains(event.type())) {
            if (seen) {
                dark(camera, at);
            } else {
                sees(camera);
            }
            return;
        }
        // Whoever sees something is not dark.
        sees(camera);
        if (!event.type().equals("online")) {
            seen(SEEN + event.type() + " " + camera, at, name(event, at), event.course());
        }
    }

    /** An event is one by its id, or else by its time, however often it is called back; a false alarm was none. */
    private void seen(String key, long at, double name, SceneEvent.Course course) {
        DetectorState before = state(key);
        int known = -1;
        for (int i = 0; i < before.values().length; i++) {
            known = before.values()[i] == name ? i : known;
        }
        if (course == SceneEvent.Course.SEEN && known < 0) {
            int from = Math.max(0, before.times().length + 1 - MAX_SEEN);
            long[] times = Arrays.copyOfRange(before.times(), from, before.times().length + 1);
            double[] names = Arrays.copyOfRange(before.values(), from, before.values().length + 1);
            times[times.length - 1] = at;
            names[names.length - 1] = name;
            remember(key, times, names);
        } else if (course == SceneEvent.Course.FALSE_ALARM && known >= 0) {
            int index = known;
            remember(
                    key,
                    IntStream.range(0, before.times().length)
                            .filter(i -> i != index)
                            .mapToLong(i -> before.times()[i])
                            .toArray(),
                    IntStream.range(0, before.values().length)
                            .filter(i -> i != index)
                            .mapToDouble(i -> before.values()[i])
                            .toArray());
        }
    }

    private static double name(SceneEvent event, long at) {
        return event.id() == null ? at : event.id().hashCode();
    }

    private void dark(String camera, long at) {
        if (darkSince(camera) == 0) {
            remember(CAMERA + camera, new long[] {at}, new double[0]);
        }
    }

    private void sees(String camera) {
        trace.subjects.remove(CAMERA + camera);
    }

    private DetectorState state(String key) {
        return SensorDetector.state(trace, key);
    }

    private void remember(String key, long[] times, double[] values) {
        trace.subject(key).state = new DetectorState(null, times, values);
    }
}
