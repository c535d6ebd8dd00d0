package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.CardState;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;

/**
 * Two cards that always move together: one person carries both. They must have gone into so many zones within moments of each
 * other, and never been apart in between. Three or more that move at once are a crew on its way, and prove nothing. Remembers of
 * each pair the moves, and of the site how often each card had moved when it was looked at last.
 */
record TogetherDetector(Level level, Place place, long withinMillis, int times) implements SiteDetector {
    private static final String SEEN = "card ";

    @Override
    public String memory() {
        return "together";
    }

    @Override
    public boolean followsPeople() {
        return true;
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        // Who moved is looked at.
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        part(now, people, view, trace, out);
        for (People.Person moved : moved(people, trace)) {
            List<People.Person> with = people.in(place).stream()
                    .filter(other -> together(moved.card(), other.card()))
                    .toList();
            if (with.size() == 2) {
                pair(now, people, with.get(0), with.get(1), trace, out);
            }
        }
    }

    /** Those who have gone into another zone since the last look. */
    private List<People.Person> moved(People people, SiteTrace trace) {
        Map<String, Integer> known = new HashMap<>();
        trace.subjects.forEach((key, own) -> {
            if (key.startsWith(SEEN)) {
                known.put(key.substring(SEEN.length()), (int) own.state.times()[0]);
            }
        });
        trace.subjects.keySet().removeIf(key -> key.startsWith(SEEN));
        var moved = new ArrayList<People.Person>();
        for (People.Person person : people.in(place)) {
            if (!Integer.valueOf(person.card().moves).equals(known.get(person.tag()))) {
                moved.add(person);
            }
            trace.subject(SEEN + person.tag()).state =
                    new DetectorState(null, new long[] {person.card().moves}, new double[0]);
        }
        return moved;
    }

    private boolean together(CardState one, CardState other) {
        return one.zone.equals(other.zone) && Math.abs(one.zoneSince - other.zoneSince) <= withinMillis;
    }

    private void pair(long now, People people, People.Person one, People.Person other, SiteTrace trace, Verdicts out) {
        String key = people.person(one).key() + "+" + other.tag();
        SubjectTrace own = trace.subject(key);
        long at = Math.max(one.card().zoneSince, other.card().zoneSince);
        double count = own.state.isCalm() ? 0 : own.state.values()[0];
        if (!own.state.isCalm() && own.state.times()[0] >= at) {
            return;
        }
        count++;
        own.state = new DetectorState(null, new long[] {at}, new double[] {count});
        if (count >= times) {
            var places = people.places(one, now);
            places.put("other", people.name(other.tag()));
            SiteSubject subject = people.person(one);
            out.reach(
                    new SiteSubject(
                            key, subject.deviceKey(), subject.zoneId(), null, subject.timeZone(), subject.names()),
                    new Verdicts.Reached(level, now, count, (double) times, Map.copyOf(places), null));
        }
    }

    /** Forgets the pairs of whom one has been elsewhere for longer than it may take the other to follow. */
    private void part(long now, People people, SiteView view, SiteTrace trace, Verdicts out) {
        for (String key : List.copyOf(trace.subjects.keySet())) {
            int plus = key.lastIndexOf('+');
            if (key.startsWith(SEEN) || plus < 0) {
                continue;
            }
            CardState one = people.card(key.substring(key.lastIndexOf('/', plus) + 1, plus));
            CardState other = people.card(key.substring(plus + 1));
            if (one == null || other == null || !one.present() && !other.present()) {
                continue;
            }
            if (!together(one, other)) {
                long movedAt = Math.max(one.zoneSince, other.zoneSince);
                long grace = withinMillis + view.plan().zones().dwellMillis(one.zone);
                if (now - movedAt > grace) {
                    out.calm(key, now, Calm.APART);
                    trace.subjects.remove(key);
                } else {
                    trace.lookAt(movedAt + grace + 1);
                }
            }
        }
    }
}
