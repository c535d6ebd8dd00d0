package org.jiaoying.stream.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * The events of one camera that one rule remembers: those going on, and for a while those that are over, so that a repeat of
 * theirs is known. In the state three times (the id's hash, first seen, last seen) and one value (the course) for each.
 */
final class SceneEvents {
    /** An event that is over is remembered for an hour: so long do sources repeat themselves. */
    private static final long REMEMBERED_MILLIS = 3_600_000;

    private static final int MAX_EVENTS = 64;
    private static final Course[] COURSES = Course.values();

    /** One event: what is going on, or was. */
    record Event(long id, long since, long seen, Course course) {
        boolean goesOn() {
            return course == Course.SEEN;
        }
    }

    final List<Event> events;

    private SceneEvents(List<Event> events) {
        this.events = events;
    }

    static SceneEvents of(DetectorState state) {
        var events = new ArrayList<Event>(state.values().length);
        for (int i = 0; i < state.values().length; i++) {
            events.add(new Event(
                    state.times()[3 * i],
                    state.times()[3 * i + 1],
                    state.times()[3 * i + 2],
                    COURSES[(int) state.values()[i]]));
        }
        return new SceneEvents(events);
    }

    DetectorState state() {
        if (events.isEmpty()) {
            return DetectorState.CALM;
        }
        var times = new long[3 * events.size()];
        var values = new double[events.size()];
        for (int i = 0; i < values.length; i++) {
            Event event = events.get(i);
            times[3 * i] = event.id();
            times[3 * i + 1] = event.since();
            times[3 * i + 2] = event.seen();
            values[i] = event.course().ordinal();
        }
        return new DetectorState(null, times, values);
    }

    /** Names an event: by the source's id, or by its type and time where the source gives none. */
    static long id(@Nullable String id, String type, long at) {
        String name = id == null ? type + "@" + at : "#" + id;
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** An event was seen, once more or for the first time; one that is over stays over. */
    void seen(long id, long now) {
        for (int i = 0; i < events.size(); i++) {
            Event known = events.get(i);
            if (known.id() == id) {
                if (known.goesOn()) {
                    events.set(i, new Event(id, known.since(), now, Course.SEEN));
                }
                return;
            }
        }
        add(new Event(id, now, now, Course.SEEN));
    }

    /** An event is over, or was none. One that was not seen yet is remembered, so that it does not begin after its end. */
    void over(long id, long now, Course course) {
        for (int i = 0; i < events.size(); i++) {
            Event known = events.get(i);
            if (known.id() == id) {
                // A false alarm stays one, also where its end is told later.
                Course after = known.course() == Course.FALSE_ALARM ? Course.FALSE_ALARM : course;
                events.set(i, new Event(id, known.since(), known.goesOn() ? now : known.seen(), after));
                return;
            }
        }
        add(new Event(id, now, now, course == Course.ENDED ? Course.FALSE_ALARM : course));
    }

    /** Everything that goes on is over. */
    void allOver(long now) {
        events.replaceAll(event -> event.goesOn() ? new Event(event.id(), event.since(), now, Course.ENDED) : event);
    }

    /** What was not seen again for {@code quietMillis} is over; what has long been over is forgotten. */
    void settle(long now, long quietMillis) {
        events.replaceAll(event -> event.goesOn() && now - event.seen() >= quietMillis
                ? new Event(event.id(), event.since(), event.seen(), Course.ENDED)
                : event);
        events.removeIf(event -> !event.goesOn() && now - event.seen() >= REMEMBERED_MILLIS);
    }

    boolean goesOn(long id) {
        return events.stream().anyMatch(event -> event.id() == id && event.goesOn());
    }

    boolean anyGoesOn() {
        return events.stream().anyMatch(Event::goesOn);
    }

    /** Since when the longest that goes on has done so; {@link Long#MAX_VALUE} if none does. */
    long oldestGoingOn() {
        return events.stream()
                .filter(Event::goesOn)
                .mapToLong(Event::since)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How many were seen first after {@code from}, false alarms apart. */
    int countAfter(long from) {
        return (int) events.stream()
                .filter(event -> event.course() != Course.FALSE_ALARM && event.since() > from)
                .count();
    }

    private void add(Event event) {
        if (events.size() == MAX_EVENTS) {
            events.stream()
                    .min(Comparator.comparing(Event::goesOn).thenComparingLong(Event::seen))
                    .ifPresent(events::remove);
        }
        events.add(event);
    }
}
