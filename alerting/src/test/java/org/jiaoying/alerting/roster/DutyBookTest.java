package org.jiaoying.alerting.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;

class DutyBookTest {
    private static final String PEOPLE = """
            people:
              - {id: a, name: 甲, phones: ["13800000001"]}
              - {id: b, name: 乙, phones: ["13800000002"]}
              - {id: c, name: 丙, phones: ["13800000003"]}
              - {id: d, name: 丁, phones: ["13800000004"]}
              - {id: chief, name: 镇长, phones: ["13800000005"]}
            """;

    /** Three shifts taken by four teams in turn; an office with workdays and rest days; a leader by the week. */
    private static final String ROSTERS = PEOPLE + """
            rosters:
              - id: dispatch
                name: 矿调度室
                since: 2026-01-01
                leader: leader
                shifts:
                  - {name: 早班, from: "08:00", to: "16:00", people: [a, b, c, d]}
                  - {name: 中班, from: "16:00", to: "24:00", people: [d, a, b, c]}
                  - {name: 夜班, from: "00:00", to: "08:00", people: [c, d, a, b]}
              - id: office
                name: 镇值班室
                since: 2026-01-01
                shifts:
                  - {name: 日班, from: "08:30", to: "17:30", days: [workday], people: [a, b]}
                  - {name: 夜班, from: "17:30", to: "08:30", days: [workday], people: [c, d]}
                  - {name: 全天, from: "08:30", to: "08:30", days: [weekend, holiday], people: [c, d, a, b]}
              - id: leader
                name: 带班领导
                since: 2026-01-05
                shifts:
                  - {name: 周班, from: "08:00", to: "08:00", people: [chief, d], turn: 7}
            """;

    private static DutyBook book(String more) {
        RosterFile file = RosterFile.parse("r.yaml", ROSTERS + more);
        return new DutyBook(
                WorkCalendar.china(), file.rosters(), file.leaves(), file.overrides(), id -> "<" + id + ">");
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(DutyBook.ZONE).toInstant();
    }

    private static String who(DutyBook book, String roster, String local) {
        return book.answer(roster, at(local)).orElseThrow().person();
    }

    @Test
    void shiftsFollowEachOtherAlsoOverMidnight() {
        DutyBook book = book("");
        assertThat(who(book, "dispatch", "2026-01-01T08:00:00")).isEqualTo("a");
        assertThat(who(book, "dispatch", "2026-01-01T15:59:59.999")).isEqualTo("a");
        assertThat(who(book, "dispatch", "2026-01-01T16:00:00")).isEqualTo("d");
        assertThat(who(book, "dispatch", "2026-01-01T23:59:59.999")).isEqualTo("d");
        assertThat(who(book, "dispatch", "2026-01-02T00:00:00")).isEqualTo("c");
        assertThat(who(book, "dispatch", "2026-01-02T07:59:59.999")).isEqualTo("c");
        assertThat(who(book, "dispatch", "2026-01-02T08:00:00")).isEqualTo("b");
    }

    @Test
    void holidaysAndTheWorkdaysThatMakeUpForThemAreKnown() {
        DutyBook book = book("");
        // 2025-10-01 is a holiday (Wednesday); 2025-09-28 is a Sunday made a workday.
        assertThat(book.answer("office", at("2025-10-01T12:00:00"))
                        .orElseThrow()
                        .shift())
                .isEqualTo("全天");
        DutyAnswer madeWorkday =
                book.answer("office", at("2025-09-28T12:00:00")).orElseThrow();
        assertThat(madeWorkday.shift()).isEqualTo("日班");
        assertThat(madeWorkday.why().get(0).zh()).contains("2025-09-28").contains("工作日");
        assertThat(book.answer("office", at("2025-10-01T12:00:00"))
                        .orElseThrow()
                        .why()
                        .get(0)
                        .zh())
                .contains("节假日")
                .contains("国庆");
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegan() {
        // The night from the last workday into the holiday is the workday's night shift.
        DutyAnswer night = book("").answer("office", at("2025-10-01T03:00:00")).orElseThrow();
        assertThat(night.shift()).isEqualTo("夜班");
        assertThat(night.until()).isEqualTo(at("2025-10-01T08:30:00"));
    }

    @Test
    void onlyDaysOnWhichAShiftIsHeldCountForItsTurns() {
        DutyBook book = book("");
        // 2025: 09-29 and 09-30 are workdays, 10-01 to 10-08 the holiday, 10-09 a workday again.
        String before = who(book, "office", "2025-09-30T12:00:00");
        String after = who(book, "office", "2025-10-09T12:00:00");
        assertThat(List.of(before, after)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aTurnMayBeAWeek() {
        DutyBook book = book("");
        assertThat(who(book, "leader", "2026-01-05T08:00:00")).isEqualTo("chief");
        assertThat(who(book, "leader", "2026-01-12T07:59:00")).isEqualTo("chief");
        assertThat(who(book, "leader", "2026-01-12T08:00:00")).isEqualTo("d");
        assertThat(book.leader("dispatch", at("2026-01-12T08:00:00"))
                        .orElseThrow()
                        .person())
                .isEqualTo("d");
        assertThat(book.leader("office", at("2026-01-12T08:00:00"))).isEmpty();
    }

    @Test
    void whoeverIsAwayIsStoodInForAndTheReasonIsTold() {
        DutyBook book = book("""
                leaves:
                  - {person: a, from: "2026-01-01 10:00", to: 2026-01-03, stand-in: b, reason: 体检}
                  - {person: b, from: 2026-01-01, to: "2026-01-01 12:00", stand-in: c, reason: 出差}
                """);
        assertThat(who(book, "dispatch", "2026-01-01T09:59:00")).isEqualTo("a");
        assertThat(who(book, "dispatch", "2026-01-01T10:00:00")).isEqualTo("c");
        DutyAnswer later = book.answer("dispatch", at("2026-01-01T12:00:00")).orElseThrow();
        assertThat(later.person()).isEqualTo("b");
        assertThat(later.since()).isEqualTo(at("2026-01-01T12:00:00"));
        assertThat(later.until()).isEqualTo(at("2026-01-01T16:00:00"));
        assertThat(later.why())
                .extracting(text -> text.zh())
                .anyMatch(why -> why.contains("<a>请假") && why.contains("体检"));
    }

    @Test
    void whereEverybodyIsAwayItStaysWithTheOneWhoseTurnItIs() {
        DutyBook book = book("""
                leaves:
                  - {person: a, from: 2026-01-01, to: 2026-01-03, stand-in: b, reason: 病假}
                  - {person: b, from: 2026-01-01, to: 2026-01-03, stand-in: a, reason: 病假}
                """);
        DutyAnswer answer = book.answer("dispatch", at("2026-01-01T09:00:00")).orElseThrow();
        assertThat(answer.person()).isEqualTo("a");
        assertThat(answer.why()).extracting(text -> text.en()).anyMatch(why -> why.contains("stays with them"));
    }

    @Test
    void anOverrideOutweighsTheRotationAndTheLaterOneTheEarlier() {
        DutyBook book = book("""
                overrides:
                  - {roster: dispatch, from: "2026-01-01 09:00", to: "2026-01-01 20:00", person: d, reason: 换班}
                  - {roster: dispatch, from: "2026-01-01 10:00", to: "2026-01-01 11:00", person: chief, reason: 开会}
                """);
        assertThat(who(book, "dispatch", "2026-01-01T08:59:59")).isEqualTo("a");
        assertThat(who(book, "dispatch", "2026-01-01T09:00:00")).isEqualTo("d");
        assertThat(who(book, "dispatch", "2026-01-01T10:30:00")).isEqualTo("chief");
        assertThat(who(book, "dispatch", "2026-01-01T11:00:00")).isEqualTo("d");
        assertThat(who(book, "office", "2026-01-01T10:30:00")).isNotEqualTo("chief");
    }

    @Test
    void theNextChangeIsWhenSomebodyElseAnswers() {
        DutyBook book = book("");
        Optional<DutyBook.Change> change = book.nextChange("dispatch", at("2026-01-01T10:00:00"));
        assertThat(change).contains(new DutyBook.Change("dispatch", at("2026-01-01T16:00:00"), "a", "d"));
        assertThat(book.nextChange("leader", at("2026-01-05T08:00:00"))
                        .orElseThrow()
                        .at())
                .isEqualTo(at("2026-01-12T08:00:00"));
        assertThat(book.nextChange("nowhere", at("2026-01-05T08:00:00"))).isEmpty();
    }

    @Test
    void aYearWhoseHolidaysAreNotEnteredIsSaidToBeSo() {
        DutyAnswer answer = book("").answer("office", at("2150-05-04T12:00:00")).orElseThrow();
        assertThat(answer.why().get(0).zh()).contains("尚未录入");
    }

    @Property(tries = 400)
    void atEachInstantExactlyOneAnswersAndItHoldsThroughItsStretch(
            @ForAll("books") DutyBook book, @ForAll("instants") Instant instant) {
        for (DutyRoster roster : book.rosters()) {
            DutyAnswer answer = book.answer(roster.id(), instant).orElseThrow();
            assertThat(answer.person()).isNotBlank();
            assertThat(answer.since()).isBeforeOrEqualTo(instant);
            assertThat(answer.until()).isAfter(instant);
            assertThat(answer.why()).isNotEmpty();
            assertThat(Duration.between(answer.since(), answer.until())).isLessThanOrEqualTo(Duration.ofDays(1));
            assertThat(book.answer(roster.id(), answer.since()).orElseThrow()).isEqualTo(answer);
            assertThat(book.answer(roster.id(), answer.until().minusMillis(1)).orElseThrow())
                    .isEqualTo(answer);
            // The next stretch begins where this one ends: no gap, no overlap.
            assertThat(book.answer(roster.id(), answer.until()).orElseThrow().since())
                    .isEqualTo(answer.until());
        }
    }

    @Property(tries = 100)
    void atMidnightAndAtEachChangeOfShiftSomebodyAnswers(
            @ForAll("books") DutyBook book, @ForAll("days") LocalDate day) {
        for (DutyRoster roster : book.rosters()) {
            Instant midnight = day.atStartOfDay(DutyBook.ZONE).toInstant();
            Instant until = midnight.minusMillis(1);
            for (int i = 0; i < 12; i++) {
                assertThat(book.answer(roster.id(), until.minusMillis(1))).isPresent();
                until = book.answer(roster.id(), until).orElseThrow().until();
            }
            assertThat(book.answer(roster.id(), midnight)).isPresent();
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2018, 1, 1).toEpochDay(),
                        LocalDate.of(2032, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Combinators.combine(days(), Arbitraries.longs().between(0, 86_399_999))
                .as((day, millis) -> day.atStartOfDay(DutyBook.ZONE).toInstant().plusMillis(millis));
    }

    /** Rosters whose duty day begins at any hour, cut into any shifts, with leaves and overrides anywhere. */
    @Provide
    Arbitrary<DutyBook> books() {
        Arbitrary<List<Integer>> cuts =
                Arbitraries.integers().between(1, 1439).list().uniqueElements().ofMaxSize(4);
        Arbitrary<List<Long>> moments = Arbitraries.longs()
                .between(
                        at("2018-01-01T00:00:00").getEpochSecond(),
                        at("2032-01-01T00:00:00").getEpochSecond())
                .list()
                .ofSize(12);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1439),
                        cuts,
                        cuts,
                        Arbitraries.integers().between(1, 9),
                        moments)
                .as(DutyBookTest::anyBook);
    }

    private static DutyBook anyBook(
            int begins, List<Integer> workdayCuts, List<Integer> restCuts, int turn, List<Long> moments) {
        var shifts = new ArrayList<Shift>();
        shifts.addAll(cut(begins, workdayCuts, Set.of(DayType.WORKDAY), turn));
        shifts.addAll(cut(begins, restCuts, Set.of(DayType.WEEKEND, DayType.HOLIDAY), turn));
        var roster = new DutyRoster("any", "any", null, LocalDate.of(2024, 2, 29), shifts, null, false, null);
        var leaves = new ArrayList<Leave>();
        var overrides = new ArrayList<DutyOverride>();
        for (int i = 0; i + 1 < moments.size(); i += 2) {
            Instant from = Instant.ofEpochSecond(Math.min(moments.get(i), moments.get(i + 1)));
            Instant to = Instant.ofEpochSecond(Math.max(moments.get(i), moments.get(i + 1)) + 60);
            String[] people = {"a", "b", "c"};
            leaves.add(new Leave(people[i / 2 % 3], from, to, people[(i / 2 + 1) % 3], "r"));
            overrides.add(new DutyOverride("any", from, from.plusSeconds(7_777), people[i / 2 % 3], "r"));
        }
        return new DutyBook(WorkCalendar.china(), List.of(roster), leaves, overrides, id -> id);
    }

    private static List<Shift> cut(int begins, List<Integer> cuts, Set<DayType> days, int turn) {
        var edges = new ArrayList<Integer>(cuts.stream().sorted().toList());
        edges.add(0, 0);
        edges.add(1440);
        var shifts = new ArrayList<Shift>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            shifts.add(new Shift(
                    "s" + i,
                    LocalTime.ofSecondOfDay((begins + edges.get(i)) % 1440 * 60L),
                    LocalTime.ofSecondOfDay((begins + edges.get(i + 1)) % 1440 * 60L),
                    days,
                    List.of("a", "b", "c"),
                    turn));
        }
        return shifts;
    }
}
