package org.jiaoying.alerting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ReportingMonthsTest {
    private record Case(String sentence, int day, String month, String begin, String end) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(
                    "The calendar's month is reported on the first of the next",
                    1,
                    "2026-03",
                    "2026-03-01",
                    "2026-04-01"),
            new Case("The calendar's February ends with its last day", 1, "2026-02", "2026-02-01", "2026-03-01"),
            new Case("The calendar's leap February too", 1, "2028-02", "2028-02-01", "2028-03-01"),
            new Case("From the 25th to the 25th", 25, "2026-03", "2026-02-25", "2026-03-25"),
            new Case("Over the turn of the year", 25, "2026-01", "2025-12-25", "2026-01-25"),
            new Case("December ends in its own year", 25, "2025-12", "2025-11-25", "2025-12-25"),
            new Case("February is too short for the 31st", 31, "2026-02", "2026-01-31", "2026-02-28"),
            new Case("And March begins where February ended", 31, "2026-03", "2026-02-28", "2026-03-31"),
            new Case("The 29th of a common February is its 28th", 29, "2026-02", "2026-01-29", "2026-02-28"),
            new Case("The 29th of a leap February is there", 29, "2028-02", "2028-01-29", "2028-02-29"));

    @ParameterizedTest
    @FieldSource("CASES")
    void cases(Case given) {
        var months = new ReportingMonths(Map.of(YearMonth.of(2020, 1), given.day()));
        ReportingMonths.Period period = months.period(YearMonth.parse(given.month()));
        assertThat(period.begin()).isEqualTo(given.begin());
        assertThat(period.end()).isEqualTo(given.end());
    }

    @Property
    void everyDayIsInExactlyOneMonth_alsoWhereTheReportingDayChanged(
            @ForAll @IntRange(min = 1, max = 31) int first,
            @ForAll @IntRange(min = 1, max = 31) int then,
            @ForAll @IntRange(min = -40, max = 40) int changed,
            @ForAll @IntRange(min = 0, max = 1500) int days) {
        YearMonth change = YearMonth.of(2027, 1).plusMonths(changed);
        var months = new ReportingMonths(Map.of(YearMonth.of(2000, 1), first, change, then));
        LocalDate day = LocalDate.of(2025, 1, 1).plusDays(days);

        YearMonth month = months.monthOf(day);
        for (int away = -2; away <= 2; away++) {
            ReportingMonths.Period period = months.period(month.plusMonths(away));
            boolean within = !day.isBefore(period.begin()) && day.isBefore(period.end());
            assertThat(within).as("%s in %s", day, period).isEqualTo(away == 0);
            assertThat(period.begin()).isBefore(period.end());
        }
    }
}
