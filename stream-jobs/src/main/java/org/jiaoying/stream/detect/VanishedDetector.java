package org.jiaoying.stream.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jiaoying.stream.state.SiteTrace;

/**
 * A card that is not read any more although nobody saw it leave. One missed read is normal, so several polls must miss it; and
 * the station that read it last must have read somebody or something since, or it is the station that fails, which is another
 * rule's matter. Remembers nothing.
 */
record VanishedDetector(Level level, Place place, int polls, long everyMillis) implements SiteDetector {

    @Override
    public String memory() {
        return "vanished";
    }

    @Override
    public boolean followsPeople() {
        return true;
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        if (fact.observation() instanceof org.jiaoying.domain.observe.Position position) {
            var people = new People(view);
            var card = people.card(position.tag());
            if (card != null && !trace.subjects.isEmpty()) {
                out.calm(people.person(new People.Person(position.tag(), card)).key(), fact.now(), Calm.READ_AGAIN);
            }
        }
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        Set<String> unread = new HashSet<>();
        for (People.Person person : people.in(place)) {
            long due = person.card().lastAt + polls * everyMillis;
            Long heard = view.state().heard.get(person.card().station);
            SiteSubject subject = people.person(person);
            if (now < due) {
                trace.lookAt(due);
            } else if (out.isOpen(subject.key())) {
                unread.add(subject.key());
            } else if (heard == null || heard < due - everyMillis) {
                // The station has been silent as well: ask again when it may have spoken.
                trace.lookAt(now + everyMillis);
            } else {
                unread.add(subject.key());
                out.reach(subject, new Verdicts.Reached(level, now, null, null, people.places(person, now), null));
            }
        }
        for (String key : List.copyOf(trace.subjects.keySet())) {
            if (!unread.contains(key)) {
                out.calm(key, now, Calm.LEFT);
                trace.subjects.remove(key);
            }
        }
    }
}
