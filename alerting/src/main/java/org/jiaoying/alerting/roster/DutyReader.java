package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.document.Fields;

/** Reads duty rosters, leaves and overrides. For one document. */
final class DutyReader {
    private static final int MAX_SHIFTS = 48;
    private static final int MAX_IN_SHIFT = 200;
    private static final int MAX_TURN = 366;
    private static final Duration LONGEST_LEAVE = Duration.ofDays(3 * 366);

    private final UnaryOperator<String> knownPerson;
    private final UnaryOperator<String> knownOrganisation;
    private final UnaryOperator<String> knownRoster;

    DutyReader(
            UnaryOperator<String> knownPerson,
            UnaryOperator<String> knownOrganisation,
            UnaryOperator<String> knownRoster) {
        this.knownPerson = knownPerson;
        this.knownOrganisation = knownOrganisation;
        this.knownRoster = knownRoster;
    }

    List<DutyRoster> rosters(List<Fields> entries) {
        var seen = new HashSet<String>();
        var rosters = new ArrayList<DutyRoster>();
        for (Fields entry : entries) {
            roster(entry, seen, rosters);
        }
        return rosters;
    }

    private void roster(Fields in, Set<String> seen, List<DutyRoster> into) {
        String id = in.value("id", "", RosterWords::identifier);
        if (!seen.add(id)) {
            in.fault("id", "'" + id + "' stands in this roster a second time");
        }
        String name = in.text("name");
        String organisation = in.has("organisation") ? in.value("organisation", "", knownOrganisation::apply) : null;
        LocalDate since = in.value("since", LocalDate.EPOCH, RosterWords::day);
        var shifts = new ArrayList<Shift>();
        int named = 0;
        for (Fields entry : in.mappings("shifts", MAX_SHIFTS)) {
            named++;
            shift(entry, shifts);
        }
        String leader = in.has("leader") ? in.value("leader", "", knownRoster::apply) : null;
        if (id.equals(leader)) {
            in.fault("leader", "'" + id + "' is the roster itself");
        }
        boolean officers = in.optionalWord("officers", RosterWords.YES_OR_NO, false);
        Duration handover =
                in.has("handover") ? in.value("handover", Duration.ofMinutes(10), RosterWords::duration) : null;
        in.finish();
        if (named == 0) {
            in.fault("shifts", "must name at least one shift");
        } else if (named == shifts.size() && covers(in, shifts)) {
            into.add(new DutyRoster(id, name, organisation, since, shifts, leader, officers, handover));
        }
    }

    private static boolean covers(Fields in, List<Shift> shifts) {
        boolean whole = true;
        for (DayType day : DayType.values()) {
            String fault = DutyRoster.faultOf(shifts, day);
            if (fault != null) {
                in.fault("shifts", fault);
                whole = false;
            }
        }
        return whole;
    }

    private void shift(Fields in, List<Shift> into) {
        String name = in.text("name");
        LocalTime from = in.value("from", LocalTime.MIDNIGHT, RosterWords::timeOfDay);
        LocalTime to = in.value("to", LocalTime.MIDNIGHT, RosterWords::timeOfDay);
        Set<DayType> days = EnumSet.noneOf(DayType.class);
        days.addAll(in.values("days", 3, RosterWords::dayType));
        if (!in.has("days")) {
            days = EnumSet.allOf(DayType.class);
        }
        List<String> people = in.values("people", MAX_IN_SHIFT, knownPerson::apply);
        int turn = in.number("turn", 1, 1, MAX_TURN);
        in.finish();
        if (people.isEmpty()) {
            in.fault("people", "must name at least one person");
        } else if (days.isEmpty()) {
            in.fault("days", "must name at least one kind of day");
        } else {
            into.add(new Shift(name, from, to, days, people, turn));
        }
    }

    List<Leave> leaves(List<Fields> entries) {
        return entries.stream().map(this::leave).toList();
    }

    private Leave leave(Fields in) {
        String person = in.value("person", "", knownPerson::apply);
        Instant from = in.value("from", Instant.EPOCH, RosterWords::moment);
        Instant to = in.value("to", Instant.EPOCH, RosterWords::moment);
        String standIn = in.value("stand-in", "", knownPerson::apply);
        if (!person.isEmpty() && person.equals(standIn)) {
            in.fault("stand-in", "'" + person + "' is the person themselves");
        }
        String reason = in.text("reason");
        stretch(in, from, to);
        in.finish();
        return new Leave(person, from, to, standIn, reason);
    }

    List<DutyOverride> overrides(List<Fields> entries) {
        return entries.stream().map(this::override).toList();
    }

    private DutyOverride override(Fields in) {
        String roster = in.value("roster", "", knownRoster::apply);
        Instant from = in.value("from", Instant.EPOCH, RosterWords::moment);
        Instant to = in.value("to", Instant.EPOCH, RosterWords::moment);
        String person = in.value("person", "", knownPerson::apply);
        String reason = in.text("reason");
        stretch(in, from, to);
        in.finish();
        return new DutyOverride(roster, from, to, person, reason);
    }

    private static void stretch(Fields in, Instant from, Instant to) {
        if (!in.has("from") || !in.has("to")) {
            return;
        }
        if (!to.isAfter(from) || to.isAfter(from.plus(LONGEST_LEAVE))) {
            in.fault("to", "must come after 'from', within three years");
        }
    }
}
