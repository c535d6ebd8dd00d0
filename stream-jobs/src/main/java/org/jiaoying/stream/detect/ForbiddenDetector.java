package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Site;
import org.jiaoying.stream.state.SiteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a zone where he must not be, without a permit: a declared window of the site or of his card, or the card's
 * attribute {@code permits}, which names zones with commas. Remembers nothing.
 *
 * @param permit kind of the declared window; null: windows permit nothing
 */
record ForbiddenDetector(
        Level level, Place place, long holdMillis, @Nullable String permit) implements SiteDetector {
    private static final String PERMITS = "permits";

    @Override
    public String memory() {
        return "forbidden";
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
        Map<String, Text> calm = new HashMap<>();
        trace.subjects.keySet().forEach(key -> calm.put(key, Calm.LEFT));
        for (People.Person person : people.in(place)) {
            SiteSubject subject = people.person(person);
            List<DeclaredWindow> windows = windows(view, person.tag());
            long due = person.card().zoneSince + holdMillis;
            trace.lookAt(Windows.nextEdge(windows, now));
            if (Windows.anyContains(windows, now) || hasPermit(people.attribute(person.tag(), PERMITS), person)) {
                calm.put(subject.key(), Calm.PERMITTED);
            } else if (now < due) {
                trace.lookAt(due);
            } else {
                calm.remove(subject.key());
                out.reach(subject, new Verdicts.Reached(level, now, null, null, people.places(person, now), null));
            }
        }
        calm.forEach((key, why) -> {
            out.calm(key, now, why);
            trace.subjects.remove(key);
        });
    }

    private static boolean hasPermit(@Nullable String permits, People.Person person) {
        return permits != null
                && Arrays.stream(permits.split(","))
                        .map(String::strip)
                        .anyMatch(zone -> zone.equals("*") || zone.equals(person.card().zone));
    }

    private List<DeclaredWindow> windows(SiteView view, String tag) {
        var windows = new ArrayList<DeclaredWindow>();
        Site site = view.plan().site();
        Device card = view.plan().device(tag);
        if (permit != null && site != null) {
            windows.addAll(site.windows());
        }
        if (permit != null && card != null) {
            windows.addAll(card.windows());
        }
        windows.removeIf(window -> !window.kind().equals(permit));
        return windows;
    }
}
