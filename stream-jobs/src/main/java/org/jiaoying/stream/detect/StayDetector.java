package org.jiaoying.stream.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.stream.state.SiteTrace;

/** Somebody who is there for too many hours: at the site, short absences apart, or in one zone. Remembers nothing. */
record StayDetector(Place place, boolean wholeSite, Ladder hours) implements SiteDetector {
    private static final double HOUR = 3_600_000.0;

    @Override
    public String memory() {
        return "stay";
    }

    @Override
    public boolean followsPeople() {
        return true;
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        // Time passes by itself.
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        Set<String> there = new HashSet<>();
        for (People.Person person : people.in(place)) {
            SiteSubject subject = people.person(person);
            there.add(subject.key());
            judge(now, people, person, subject, trace, out);
        }
        for (String key : List.copyOf(trace.subjects.keySet())) {
            if (!there.contains(key)) {
                out.calm(key, now, Calm.LEFT);
                trace.subjects.remove(key);
            }
        }
    }

    private void judge(
            long now, People people, People.Person person, SiteSubject subject, SiteTrace trace, Verdicts out) {
        long since = wholeSite ? person.card().staySince : person.card().zoneSince;
        double stayed = (now - since) / HOUR;
        Level reached = hours.reached(stayed);
        for (Level level : Level.values()) {
            double limit = hours.limit(level);
            if (!Double.isNaN(limit) && limit > stayed) {
                trace.lookAt(since + (long) Math.ceil(limit * HOUR));
            }
        }
        if (reached == null) {
            out.calm(subject.key(), now, Calm.LEFT);
            return;
        }
        var places = people.places(person, now);
        places.put("since", people.time(since));
        places.put("hours", Text.same(BreachScribe.number(Math.floor(stayed * 10) / 10)));
        out.reach(
                subject,
                new Verdicts.Reached(reached, now, Math.floor(stayed * 100) / 100, hours.limit(reached), places, null));
    }
}
