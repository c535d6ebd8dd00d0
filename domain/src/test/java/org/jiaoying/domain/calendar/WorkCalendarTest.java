package org.jiaoying.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {
    private final WorkCalendar china = WorkCalendar.china();

    @ParameterizedTest(name = "{0} is a {1}: {2}")
    @CsvSource({
        "2026-02-13, WORKDAY, a plain Friday",
        "2026-02-14, WORKDAY, a Saturday that makes up for the Spring Festival",
        "2026-02-15, HOLIDAY, a Sunday of the Spring Festival",
        "2026-02-23, HOLIDAY, a Monday of the Spring Festival",
        "2026-02-24, WORKDAY, a plain Tuesday",
        "2026-02-28, WORKDAY, a Saturday that makes up for it",
        "2026-03-01, WEEKEND, a plain Sunday",
        "2026-10-07, HOLIDAY, the last of National Day",
        "2018-10-21, WEEKEND, a plain Sunday",
        "2018-12-29, WORKDAY, a Saturday that makes up for New Year",
        "2018-12-31, HOLIDAY, a Monday moved to New Year",
        "2020-02-01, HOLIDAY, the festival that was prolonged",
        "1995-05-06, WEEKEND, a Saturday of a year without data",
    })
    void tellsTheDays(LocalDate day, DayType type, String why) {
        assertThat(china.typeOf(day)).as(why).isEqualTo(type);
    }

    @ParameterizedTest(name = "in {0} the days moved about add up to the days the law gives")
    @CsvSource({
        "2018, 11",
        "2019, 11",
        "2020, 13",
        "2021, 11",
        "2022, 11",
        "2023, 11",
        "2024, 11",
        "2025, 13",
        "2026, 13"
    })
    void addsUp(int year, int expected) {
        LocalDate first = LocalDate.of(year, 1, 1);
        long free = first.datesUntil(first.plusYears(1))
                .filter(day -> day.getDayOfWeek().getValue() <= 5 && china.typeOf(day) == DayType.HOLIDAY)
                .count();
        long made = first.datesUntil(first.plusYears(1))
                .filter(day -> day.getDayOfWeek().getValue() > 5 && china.typeOf(day) == DayType.WORKDAY)
                .count();
        assertThat(free - made).isEqualTo(expected);
    }

    @Test
    void namesTheHoliday() {
        assertThat(china.holiday(LocalDate.of(2025, 10, 6)))
                .hasValueSatisfying(name -> assertThat(name.zh()).contains("国庆节"));
        assertThat(china.holiday(LocalDate.of(2025, 10, 9))).isEmpty();
    }

    @Test
    void saysOfWhichYearsItKnows() {
        assertThat(china.knows(2026)).isTrue();
        assertThat(china.knows(1995)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar: x\nyears:\n  - {year: 2026, notice: n, workdays: [2026-13-01]}",
                "calendar: x\nyears:\n  - {year: 2026, notice: n, holidays: [{name: {zh: a, en: b}, from: 2026-05-05, to: 2026-05-01}]}",
                "calendar: x\nyears:\n  - {year: 2026, notice: n}\n  - {year: 2026, notice: n}",
                "calendar: x\nyears:\n  - {year: 2026, notice: n, holidays: [{name: {zh: a, en: b}, from: 2026-05-01}], workdays: [2026-05-01]}",
                "years: 5",
            })
    void refusesFaultyData(String yaml) {
        assertThatThrownBy(() -> WorkCalendar.read("test", yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test:");
    }
}
