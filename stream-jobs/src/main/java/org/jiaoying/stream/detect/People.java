package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Site;
import org.jiaoying.stream.state.CardState;
import org.jspecify.annotations.Nullable;

/** Who is at a site, and how rules name them, their zones and the site in breaches. */
record People(SiteView view) {

    /** A person, by the card. */
    record Person(String tag, CardState card) {}

    /** Everybody who is in one of the zones of a place, by tag. */
    List<Person> in(Place place) {
        return view.state().cards.entrySet().stream()
                .filter(entry -> entry.getValue().present() && place.holds(entry.getValue().zone))
                .map(entry -> new Person(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Nullable
    CardState card(String tag) {
        return view.state().cards.get(tag);
    }

    /** A card's attribute in the register, where cards stand as devices of kind {@code card}; null where it has none. */
    @Nullable
    String attribute(String tag, String name) {
        Device card = view.plan().device(tag);
        return card == null ? null : card.attributes().text(name).orElse(null);
    }

    /** A person as the subject: one breach for each card. */
    SiteSubject person(Person person) {
        DeviceKey key = device(person.tag());
        String zone = person.card().zone;
        return SiteSubject.of(view.plan(), key.toString(), key, known(zone), null);
    }

    /** A zone, or the whole site, as the subject; told of by the station that read a card there last. */
    SiteSubject place(@Nullable String zone, List<Person> there) {
        String station = there.stream()
                .max(Comparator.comparingLong((Person person) -> person.card().lastAt)
                        .thenComparing(Person::tag))
                .map(person -> person.card().station)
                .orElse("site");
        return SiteSubject.of(view.plan(), key(zone), device(station), zone, null);
    }

    private static @Nullable String known(String zone) {
        return zone.isEmpty() || zone.equals(ZoneMap.SOMEWHERE) ? null : zone;
    }

    /** What names a zone, or the whole site, in ids. */
    String key(@Nullable String zone) {
        return site() + (zone == null ? "" : "#" + zone);
    }

    Text name(String tag) {
        return view.plan().nameOf(device(tag));
    }

    /** What stands in sentences about a person. */
    Map<String, Text> places(Person person, long now) {
        var places = new HashMap<String, Text>();
        places.put("person", name(person.tag()));
        places.put("station", view.plan().nameOf(device(person.card().station)));
        places.put("since", time(person.card().zoneSince));
        places.put("last", time(person.card().lastAt));
        places.put("for", Text.same(length(now - person.card().zoneSince)));
        return places;
    }

    Text time(long at) {
        return Text.same(BreachScribe.time(SiteSubject.of(view.plan(), "", device("site"), null, null), at));
    }

    /** A duration as people say it: no seconds from a minute on. */
    static String length(long millis) {
        long seconds = Math.max(0, millis / 1_000);
        return DurationText.format(Duration.ofSeconds(seconds >= 60 ? seconds / 60 * 60 : seconds));
    }

    private DeviceKey device(String id) {
        SiteKey site = site();
        return new DeviceKey(site.enterprise(), site.site(), id);
    }

    private SiteKey site() {
        Site site = view.plan().site();
        if (site == null) {
            throw new IllegalStateException("no rule judges a site that the register does not have");
        }
        return site.key();
    }
}
