package org.jiaoying.stream.detect;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;
import org.jspecify.annotations.Nullable;

/**
 * More people than are allowed, in a zone or at the whole site: different cards, never reads. Remembers since when there are too
 * many.
 *
 * @param ladders limits by zone; the only one of the whole site under the empty name
 */
record CrowdDetector(Place place, Map<String, Ladder> ladders, long holdMillis) implements SiteDetector {

    @Override
    public String memory() {
        return "crowd";
    }

    @Override
    public boolean followsPeople() {
        return true;
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        // A read changes nothing; who moved is looked at.
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        List<People.Person> there = people.in(place);
        ladders.forEach((name, ladder) -> {
            String zone = name.isEmpty() ? null : name;
            List<People.Person> counted = zone == null
                    ? there
                    : there.stream()
                            .filter(person -> person.card().zone.equals(zone))
                            .toList();
            judge(now, people, zone, counted, ladder, trace, out);
        });
        // A zone that has no limit any more.
        List.copyOf(trace.subjects.keySet()).stream()
                .filter(key -> ladders.keySet().stream()
                        .noneMatch(
                                name -> people.key(name.isEmpty() ? null : name).equals(key)))
                .forEach(key -> {
                    out.calm(key, now, Calm.NO_LIMIT);
                    trace.subjects.remove(key);
                });
    }

    private void judge(
            long now,
            People people,
            @Nullable String zone,
            List<People.Person> counted,
            Ladder ladder,
            SiteTrace trace,
            Verdicts out) {
        String key = people.key(zone);
        Level level = ladder.reached(counted.size());
        SubjectTrace own = trace.subject(key);
        if (level == null) {
            own.state = DetectorState.CALM;
            out.calm(key, now, Calm.people(counted.size()));
            return;
        }
        if (own.state.isCalm()) {
            own.state = new DetectorState(null, new long[] {now}, new double[0]);
        }
        long since = own.state.times()[0];
        if (now - since < holdMillis) {
            trace.lookAt(since + holdMillis);
            return;
        }
        out.reach(
                people.place(zone, counted),
                new Verdicts.Reached(
                        level,
                        now,
                        (double) counted.size(),
                        ladder.limit(level),
                        Map.of("since", people.time(since), "for", Text.same(People.length(holdMillis))),
                        null));
    }
}
