package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;

/** People without a leader among them (领导带班下井): nobody's card has the role. Remembers since when. */
record LeaderDetector(Level level, Place place, String role, long holdMillis) implements SiteDetector {
    static final String ROLE = "role";

    @Override
    public String memory() {
        return "leader";
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
        List<People.Person> there = people.in(place);
        SubjectTrace own = trace.subject(people.key(null));
        boolean led = there.stream().anyMatch(person -> role.equals(people.attribute(person.tag(), ROLE)));
        if (there.isEmpty() || led) {
            own.state = DetectorState.CALM;
            out.calm(people.key(null), now, Calm.LED);
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
                people.place(null, there),
                new Verdicts.Reached(
                        level,
                        now,
                        (double) there.size(),
                        null,
                        java.util.Map.of("since", people.time(since), "for", Text.same(People.length(now - since))),
                        null));
    }
}
