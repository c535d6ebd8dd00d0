package org.jiaoying.stream.detect;

import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;

/**
 * A card that moves faster than anybody can, in metres a second: a second card with the same number, or one that is thrown. Taken
 * over ten seconds at least, so that the jitter of positions (decimetres, five times a second) is no speed; and more than twice,
 * so that one false fix (there and back) is none. Where a source gives no coordinates, the attributes {@code x} and {@code y}
 * of the zone stand for them; heights are not looked at. Remembers the last place (time, x, y), and the times it was too fast.
 */
record SpeedDetector(Ladder speed, int times) implements SiteDetector {
    private static final long BASE_MILLIS = 10_000;
    private static final long QUIET_MILLIS = 600_000;

    @Override
    public String memory() {
        return "speed";
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        if (!(fact.observation() instanceof Position position) || position.movement() == Position.Movement.LEAVE) {
            return;
        }
        double[] place = place(position, view);
        if (place == null) {
            return;
        }
        var people = new People(view);
        var card = people.card(position.tag());
        if (card == null) {
            return;
        }
        var person = new People.Person(position.tag(), card);
        SubjectTrace own = trace.subject(people.person(person).key());
        if (own.state.isCalm()) {
            own.state = at(fact.at(), place, new long[0]);
            return;
        }
        long since = fact.at() - own.state.times()[0];
        double metres = Math.hypot(
                place[0] - own.state.values()[0], place[1] - own.state.values()[1]);
        double measured = metres / (Math.max(since, BASE_MILLIS) / 1_000.0);
        Level level = since <= 0 ? null : speed.reached(measured);
        if (level == null) {
            if (since >= BASE_MILLIS) {
                own.state = at(
                        fact.at(), place, java.util.Arrays.copyOfRange(own.state.times(), 1, own.state.times().length));
            }
            return;
        }
        long[] fast = java.util.stream.LongStream.concat(
                        java.util.Arrays.stream(own.state.times()).skip(1), java.util.stream.LongStream.of(fact.now()))
                .filter(at -> fact.now() - at < QUIET_MILLIS)
                .toArray();
        fast = java.util.Arrays.copyOfRange(fast, Math.max(0, fast.length - times), fast.length);
        own.state = at(fact.at(), place, fast);
        trace.lookAt(fact.now() + QUIET_MILLIS);
        if (fast.length >= times) {
            var places = people.places(person, fact.now());
            places.put("station", Text.same(fact.device().device()));
            out.reach(
                    people.person(person),
                    new Verdicts.Reached(
                            level, fact.now(), Math.round(measured * 10) / 10.0, speed.limit(level), places, null));
        }
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        trace.subjects.entrySet().removeIf(entry -> {
            SubjectTrace own = entry.getValue();
            long last = own.state.times().length < 2 ? 0 : own.state.times()[own.state.times().length - 1];
            if (last != 0 && now - last < QUIET_MILLIS) {
                trace.lookAt(last + QUIET_MILLIS);
                return false;
            }
            out.calm(entry.getKey(), now, Calm.PLAUSIBLE);
            String tag = entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1);
            return people.card(tag) == null;
        });
    }

    private static DetectorState at(long at, double[] place, long[] fast) {
        long[] times = new long[fast.length + 1];
        times[0] = at;
        System.arraycopy(fast, 0, times, 1, fast.length);
        return new DetectorState(null, times, place);
    }

    private static double @org.jspecify.annotations.Nullable [] place(Position position, SiteView view) {
        Double x = position.x();
        Double y = position.y();
        if (x != null && y != null) {
            return new double[] {x, y};
        }
        var zone = position.zone() == null ? null : view.plan().zone(position.zone());
        if (zone == null) {
            return null;
        }
        var ofX = zone.attributes().number("x");
        var ofY = zone.attributes().number("y");
        return ofX.isPresent() && ofY.isPresent() ? new double[] {ofX.getAsDouble(), ofY.getAsDouble()} : null;
    }
}
