package org.jiaoying.stream.detect;

import org.jiaoying.domain.Level;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.stream.state.CardState;
import org.jiaoying.stream.state.DetectorState;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;

/**
 * A call for help from a card. True by itself: told when it arrives, before its turn. Called again while it is open it is the same
 * one; it is over when nobody called for {@code quietMillis}. Remembers the last call.
 */
record SosDetector(Level level, long quietMillis) implements SiteDetector {

    @Override
    public String memory() {
        return "sos";
    }

    @Override
    public boolean isTrueAlone(SiteFact fact) {
        return fact.observation() instanceof Position position && position.movement() == Position.Movement.SOS;
    }

    @Override
    public void atOnce(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        call(fact, view, trace, out);
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        if (isTrueAlone(fact)) {
            call(fact, view, trace, out);
        }
    }

    private void call(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        var people = new People(view);
        People.Person person = person(fact, people);
        SiteSubject subject = people.person(person);
        SubjectTrace own = trace.subject(subject.key());
        long lastCall = own.state.isCalm() ? Long.MIN_VALUE : own.state.times()[0];
        if (own.issued == null && lastCall != Long.MIN_VALUE && fact.at() <= lastCall) {
            return;
        }
        own.state = new DetectorState(null, new long[] {Math.max(lastCall, fact.at())}, new double[0]);
        trace.lookAt(own.state.times()[0] + quietMillis);
        out.reach(subject, new Verdicts.Reached(level, fact.at(), null, null, people.places(person, fact.now()), null));
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        trace.subjects.forEach((key, own) -> {
            if (own.state.isCalm()) {
                return;
            }
            long over = own.state.times()[0] + quietMillis;
            if (own.issued != null && now >= over) {
                // The last call stays known, so that a repeat of it is no new one.
                out.calm(key, now, Calm.QUIET);
            } else if (own.issued != null) {
                trace.lookAt(over);
            }
        });
    }

    @Override
    public void late(SiteFact fact, SiteView view, Verdicts out) {
        if (isTrueAlone(fact)) {
            var people = new People(view);
            People.Person person = person(fact, people);
            out.late(
                    people.person(person),
                    new Verdicts.Reached(level, fact.at(), null, null, people.places(person, fact.at()), null));
        }
    }

    /** Who calls, where he said he is, or was last. */
    private static People.Person person(SiteFact fact, People people) {
        var position = (Position) fact.observation();
        CardState known = people.card(position.tag());
        var card = new CardState();
        card.station = fact.device().device();
        card.lastAt = fact.now();
        card.zoneSince = known == null ? fact.now() : known.zoneSince;
        card.zone = position.zone() != null ? position.zone() : known == null ? "" : known.zone;
        return new People.Person(position.tag(), card);
    }
}
