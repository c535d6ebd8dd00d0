package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.calendar.WorkCalendar;

/**
 * Says who answers for a duty roster at any instant, past or future, and why: an override before the rotation, and for whoever
 * is away their stand-in. Times of day are Beijing's. Pure; the same book always gives the same answer.
 */
public final class DutyBook {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Duration FARTHEST = Duration.ofDays(60);

    private final WorkCalendar calendar;
    private final Map<String, DutyRoster> rosters = new HashMap<>();
    private final List<Leave> leaves;
    private final List<DutyOverride> overrides;
    private final UnaryOperator<String> names;

    /**
     * @param leaves in the order in which they were recorded; of two that hold at once the later one counts
     * @param overrides likewise
     * @param names of people by id, for the explanation
     */
    public DutyBook(
            WorkCalendar calendar,
            List<DutyRoster> rosters,
            List<Leave> leaves,
            List<DutyOverride> overrides,
            UnaryOperator<String> names) {
        this.calendar = calendar;
        rosters.forEach(roster -> this.rosters.put(roster.id(), roster));
        this.leaves = List.copyOf(leaves);
        this.overrides = List.copyOf(overrides);
        this.names = names;
    }

    public Optional<DutyRoster> roster(String id) {
        return Optional.ofNullable(rosters.get(id));
    }

    /** All rosters, by id. */
    public List<DutyRoster> rosters() {
        return rosters.values().stream()
                .sorted(java.util.Comparator.comparing(DutyRoster::id))
                .toList();
    }

    /** Who answers; empty only where there is no such roster. */
    public Optional<DutyAnswer> answer(String rosterId, Instant at) {
        return roster(rosterId).map(roster -> answer(roster, at));
    }

    /** Who is the leader on duty for a roster; empty where it names no leader's roster. */
    public Optional<DutyAnswer> leader(String rosterId, Instant at) {
        return roster(rosterId)
                .flatMap(roster -> Optional.ofNullable(roster.leader()))
                .flatMap(leader -> answer(leader, at));
    }

    private DutyAnswer answer(DutyRoster roster, Instant at) {
        var why = new ArrayList<Text>();
        Held held = held(roster, at);
        String person = overridden(roster, at, held, why);
        String present = present(person, at, why);
        return new DutyAnswer(
                roster.id(),
                present,
                held.shift().name(),
                edges(roster, held)
                        .filter(edge -> !edge.isAfter(at))
                        .max(Instant::compareTo)
                        .orElse(held.from()),
                edges(roster, held)
                        .filter(edge -> edge.isAfter(at))
                        .min(Instant::compareTo)
                        .orElse(held.to()),
                why);
    }

    /** When the person who answers becomes another one, looking at most 60 days ahead. */
    public Optional<Change> nextChange(String rosterId, Instant after) {
        Optional<DutyAnswer> now = answer(rosterId, after);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        DutyAnswer last = now.get();
        Instant end = after.plus(FARTHEST);
        while (last.until().isBefore(end)) {
            DutyAnswer next = answer(rosterId, last.until()).orElseThrow();
            if (!next.person().equals(last.person())) {
                return Optional.of(new Change(rosterId, last.until(), last.person(), next.person()));
            }
            last = next;
        }
        return Optional.empty();
    }

    /** Who answers from one instant to another, one after the other; a stretch that goes on with the same person and shift is one. */
    public List<DutyAnswer> answers(String rosterId, Instant from, Instant to) {
        var answers = new ArrayList<DutyAnswer>();
        Optional<DutyAnswer> found = answer(rosterId, from);
        while (found.isPresent()) {
            DutyAnswer next = found.get();
            DutyAnswer last = answers.isEmpty() ? next : answers.get(answers.size() - 1);
            if (!answers.isEmpty() && last.continues(next)) {
                answers.set(answers.size() - 1, last.until(next.until()));
            } else {
                answers.add(next);
            }
            found = next.until().isBefore(to) ? answer(rosterId, next.until()) : Optional.empty();
        }
        return answers;
    }

    /**
     * A change of who answers.
     *
     * @param from id of who answered before
     * @param to id of who answers from then on
     */
    public record Change(String roster, Instant at, String from, String to) {}

    /** Whoever is named as somebody's stand-in at this time. */
    public Set<String> standIns(Instant at) {
        return leaves.stream()
                .filter(leave -> leave.covers(at))
                .map(Leave::standIn)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who stands in for a person, followed until somebody is there; the person where nobody is, or nobody is needed. */
    public String present(String person, Instant at) {
        return present(person, at, new ArrayList<>());
    }

    /** The same, with each step told. */
    public String present(String person, Instant at, List<Text> why) {
        var seen = new HashSet<String>();
        String present = person;
        var steps = new ArrayList<Text>();
        for (Optional<Leave> leave = leave(present, at); leave.isPresent(); leave = leave(present, at)) {
            if (!seen.add(present)) {
                why.add(new Text(
                        name(person) + "请假，但顶替人也都不在，仍由其本人应答",
                        name(person) + " is away, and so is everybody who stands in: it stays with them"));
                return person;
            }
            Leave away = leave.get();
            steps.add(new Text(
                    name(present) + "请假（" + stretch(away.from(), away.to()) + "，" + away.reason() + "），由"
                            + name(away.standIn()) + "顶替",
                    name(present) + " is away (" + stretch(away.from(), away.to()) + ", " + away.reason() + "); "
                            + name(away.standIn()) + " stands in"));
            present = away.standIn();
        }
        why.addAll(steps);
        return present;
    }

    private Optional<Leave> leave(String person, Instant at) {
        return leaves.stream()
                .filter(leave -> leave.person().equals(person) && leave.covers(at))
                .reduce((first, later) -> later);
    }

    private String overridden(DutyRoster roster, Instant at, Held held, List<Text> why) {
        Optional<DutyOverride> override = overrides.stream()
                .filter(one -> one.roster().equals(roster.id()) && one.covers(at))
                .reduce((first, later) -> later);
        if (override.isEmpty()) {
            why.addAll(held.why());
            return held.person();
        }
        DutyOverride one = override.get();
        why.add(new Text(
                "换班（" + stretch(one.from(), one.to()) + "，" + one.reason() + "）：由" + name(one.person()) + "代替"
                        + name(held.person()),
                "overridden (" + stretch(one.from(), one.to()) + ", " + one.reason() + "): " + name(one.person())
                        + " in place of " + name(held.person())));
        return one.person();
    }

    /** The shift that holds at an instant, and whose turn it is. */
    private record Held(Shift shift, Instant from, Instant to, String person, List<Text> why) {}

    private Held held(DutyRoster roster, Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, ZONE);
        LocalDate day = local.toLocalTime().isBefore(roster.dayBegins())
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
        DayType type = calendar.typeOf(day);
        LocalDateTime from = day.atTime(roster.dayBegins());
        for (Shift shift : roster.shifts(type)) {
            LocalDateTime to = from.plus(shift.length());
            if (local.isBefore(to)) {
                return held(roster, shift, day, instant(from), instant(to));
            }
            from = to;
        }
        throw new IllegalStateException("the shifts of roster " + roster.id() + " leave a gap on " + day);
    }

    private Held held(DutyRoster roster, Shift shift, LocalDate day, Instant from, Instant to) {
        long turn = Math.floorDiv(daysHeld(roster.since(), day, shift), (long) shift.turn());
        int index = (int) Math.floorMod(turn, (long) shift.people().size());
        String person = shift.people().get(index);
        return new Held(
                shift,
                from,
                to,
                person,
                List.of(
                        kindOf(day),
                        new Text(
                                "“" + shift.name() + "”（" + stretch(from, to) + "）轮到第 " + (index + 1) + " 位 "
                                        + name(person),
                                "shift '" + shift.name() + "' (" + stretch(from, to) + "): turn of number "
                                        + (index + 1) + ", " + name(person))));
    }

    /** On how many days the shift was held from one day to another; negative where the other one comes first. */
    private long daysHeld(LocalDate since, LocalDate day, Shift shift) {
        if (shift.everyDay()) {
            return day.toEpochDay() - since.toEpochDay();
        }
        if (day.isBefore(since)) {
            return -day.datesUntil(since).filter(one -> holds(shift, one)).count();
        }
        return since.datesUntil(day).filter(one -> holds(shift, one)).count();
    }

    private boolean holds(Shift shift, LocalDate day) {
        return shift.days().contains(calendar.typeOf(day));
    }

    private Text kindOf(LocalDate day) {
        Text type = calendar.typeOf(day).text();
        String holiday =
                calendar.holiday(day).map(name -> "（" + name.zh() + "）").orElse("");
        String holidayEn =
                calendar.holiday(day).map(name -> " (" + name.en() + ")").orElse("");
        boolean known = calendar.knows(day.getYear());
        return new Text(
                "值班日 " + day + " 是" + type.zh() + holiday + (known ? "" : "（该年放假安排尚未录入，按星期判断）"),
                "duty day " + day + " is a " + type.en() + holidayEn
                        + (known ? "" : " (by the day of the week: the holidays of that year are not entered yet)"));
    }

    /** Where anything that bears on the answer begins or ends. */
    private Stream<Instant> edges(DutyRoster roster, Held held) {
        Stream<Instant> ofOverrides = overrides.stream()
                .filter(one -> one.roster().equals(roster.id()))
                .flatMap(one -> Stream.of(one.from(), one.to()));
        Stream<Instant> ofLeaves = leaves.stream().flatMap(leave -> Stream.of(leave.from(), leave.to()));
        return Stream.concat(Stream.of(held.from(), held.to()), Stream.concat(ofOverrides, ofLeaves));
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    /** The name of anybody who was ever on the rosters, also of who has left. */
    public String name(String person) {
        return names.apply(person);
    }

    private static String stretch(Instant from, Instant to) {
        return TIME.format(from.atZone(ZONE)) + " — " + TIME.format(to.atZone(ZONE));
    }
}
