package org.jiaoying.stream.detect;

import java.util.List;
import java.util.TreeMap;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;
import org.jspecify.annotations.Nullable;

/** One person and nobody else, in a zone or at the whole site, for a time. Remembers since when. */
record AloneDetector(Level level, Place place, boolean wholeSite, long holdMillis) implements SiteDetector {

    @Override
    public String memory() {
        return "alone";
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
        var byKey = new TreeMap<String, List<People.Person>>();
        for (People.Person person : people.in(place)) {
            String key = people.key(wholeSite ? null : person.card().zone);
            byKey.merge(
                    key,
                    List.of(person),
                    (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream())
                            .toList());
        }
        for (String key : List.copyOf(trace.subjects.keySet())) {
            if (byKey.getOrDefault(key, List.of()).size() != 1) {
                out.calm(key, now, Calm.NOT_ALONE);
                trace.subjects.remove(key);
            }
        }
        byKey.forEach((key, there) -> {
            if (there.size() == 1) {
                alone(now, people, key, there.get(0), trace, out);
            }
        });
    }

    private void alone(long now, People people, String key, People.Person person, SiteTrace trace, Verdicts out) {
        SubjectTrace own = trace.subject(key);
        if (own.state.isCalm()) {
            own.state = new DetectorState(null, new long[] {now}, new double[0]);
        }
        long since = own.state.times()[0];
        if (now - since < holdMillis) {
            trace.lookAt(since + holdMillis);
            return;
        }
        @Nullable String zone = wholeSite ? null : person.card().zone;
        var places = people.places(person, now);
        places.put("since", people.time(since));
        out.reach(people.place(zone, List.of(person)), new Verdicts.Reached(level, now, null, null, places, null));
    }
}
