package org.jiaoying.stream.detect;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.stream.state.CardState;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteTrace;

/**
 * Keeps who is where at a site, once for all rules. Cards are counted, never reads. A card is in a zone when it has seemed to
 * be there, and nowhere else, for the zone's dwell time; then it is there since it first seemed so.
 */
final class Presence {
    private static final int MAX_CARDS = 20_000;
    private static final long REMEMBERED_MILLIS = 24L * 3_600_000;

    private Presence() {}

    /**
     * Takes a position; one that is older than what is known of the card is a repeat or came too late, and tells nothing. Out of one
     * zone and into the next at one time is the next, in whatever order the two come.
     *
     * @return whether anybody is somewhere else now
     */
    static boolean take(SiteState state, ZoneMap zones, SiteFact fact, Position position) {
        CardState card = state.cards.get(position.tag());
        if (card == null) {
            card = add(state, position.tag());
        } else if (fact.at() < card.stamp) {
            return false;
        }
        if (fact.at() > card.stamp) {
            card.stamp = fact.at();
            card.lastAt = fact.now();
        }
        card.station = fact.device().device();
        if (position.x() != null && position.y() != null) {
            card.x = position.x();
            card.y = position.y();
        }
        return seems(state, zones, card, seen(position, card, zones), fact.now());
    }

    /** Where it seems to be: a zone; empty for out of every zone. */
    private static String seen(Position position, CardState card, ZoneMap zones) {
        if (position.movement() == Movement.LEAVE) {
            // Out of a zone in which it is not any more: it has gone on meanwhile.
            String known = card.candidate == null ? card.zone : card.candidate;
            return Objects.equals(position.zone(), known) || position.zone() == null ? "" : known;
        }
        String zone = position.movement() == Movement.ENTER ? position.zone() : zones.zoneOf(position, card.zone);
        return zone != null ? zone : card.present() ? card.zone : ZoneMap.SOMEWHERE;
    }

    private static boolean seems(SiteState state, ZoneMap zones, CardState card, String zone, long now) {
        if (zone.equals(card.zone) && (card.present() || zone.isEmpty() && card.outSince != 0)) {
            card.candidate = null;
            return false;
        }
        if (!zone.equals(card.candidate)) {
            card.candidate = zone;
            card.candidateSince = now;
        }
        return settle(state, zones, card, now);
    }

    /** Whether the card is where it seems to be, by now; if not yet, time will tell. */
    private static boolean settle(SiteState state, ZoneMap zones, CardState card, long now) {
        String zone = card.candidate;
        if (zone == null) {
            return false;
        }
        long settlesAt = card.candidateSince + zones.dwellMillis(zone);
        if (now < settlesAt) {
            state.settlesAt = Math.min(state.settlesAt, settlesAt);
            return false;
        }
        move(card, zone, card.candidateSince, zones.breakMillis());
        return true;
    }

    private static void move(CardState card, String zone, long since, long breakMillis) {
        card.candidate = null;
        card.zone = zone;
        card.zoneSince = since;
        card.moves++;
        if (zone.isEmpty()) {
            card.outSince = since;
        } else {
            boolean back = card.staySince != 0 && (card.outSince == 0 || since - card.outSince <= breakMillis);
            card.staySince = back ? card.staySince : since;
            card.outSince = 0;
        }
    }

    /**
     * Settles the cards whose dwell time is up, and forgets those that are long gone.
     *
     * @return whether anybody is somewhere else now
     */
    static boolean look(SiteState state, ZoneMap zones, long now) {
        state.settlesAt = SiteTrace.NEVER;
        boolean moved = false;
        for (CardState card : state.cards.values()) {
            moved |= settle(state, zones, card, now);
        }
        state.cards.values().removeIf(card -> !card.present() && now - card.lastAt > REMEMBERED_MILLIS);
        return moved;
    }

    private static CardState add(SiteState state, String tag) {
        if (state.cards.size() >= MAX_CARDS) {
            state.cards.entrySet().stream()
                    .min(Comparator.comparingLong((Map.Entry<String, CardState> known) -> known.getValue().lastAt)
                            .thenComparing(Map.Entry::getKey))
                    .ifPresent(known -> state.cards.remove(known.getKey()));
        }
        var card = new CardState();
        state.cards.put(tag, card);
        return card;
    }
}
