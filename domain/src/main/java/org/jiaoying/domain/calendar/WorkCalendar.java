package org.jiaoying.domain.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;

/**
 * Tells workdays, weekends and public holidays apart, make-up workdays included (调休). Of a year whose arrangement is not in
 * the data only the day of the week is known: {@link #knows}. Immutable.
 */
public final class WorkCalendar {
    private static final int MAX_TEXT = 200_000;
    private static final int MAX_YEARS = 200;
    private static final int MAX_DAYS = 40;
    private static final String CHINA = "/calendar/china.yaml";

    private final Set<Integer> years;
    private final Map<LocalDate, Text> holidays;
    private final Set<LocalDate> workdays;

    private WorkCalendar(Set<Integer> years, Map<LocalDate, Text> holidays, Set<LocalDate> workdays) {
        this.years = Set.copyOf(years);
        this.holidays = Map.copyOf(holidays);
        this.workdays = Set.copyOf(workdays);
    }

    /** China's calendar, by the yearly notices of the General Office of the State Council. */
    public static WorkCalendar china() {
        return China.CALENDAR;
    }

    /**
     * Reads a calendar.
     *
     * @param source its name, for the faults
     * @throws IllegalArgumentException with every fault and its place
     */
    public static WorkCalendar read(String source, String yaml) {
        var faults = new Faults(source);
        var years = new HashSet<Integer>();
        var holidays = new HashMap<LocalDate, Text>();
        var workdays = new HashSet<LocalDate>();
        DocumentReader.read(source, yaml, MAX_TEXT, faults).ifPresent(calendar -> {
            calendar.text("calendar");
            for (Fields year : calendar.mappings("years", MAX_YEARS)) {
                readYear(year, years, holidays, workdays);
            }
            calendar.finish();
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("\n", faults.all().stream().map(Fault::toString).toList()));
        }
        return new WorkCalendar(years, holidays, workdays);
    }

    public DayType typeOf(LocalDate day) {
        if (workdays.contains(day)) {
            return DayType.WORKDAY;
        }
        if (holidays.containsKey(day)) {
            return DayType.HOLIDAY;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? DayType.WEEKEND : DayType.WORKDAY;
    }

    /** The holiday's name, if the day belongs to one. */
    public Optional<Text> holiday(LocalDate day) {
        return Optional.ofNullable(holidays.get(day));
    }

    /** Whether the arrangement of this year is in the data; otherwise {@link #typeOf} goes by the day of the week alone. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    private static void readYear(
            Fields in, Set<Integer> years, Map<LocalDate, Text> holidays, Set<LocalDate> workdays) {
        int year = in.number("year", 0, 1949, 2200);
        if (!years.add(year)) {
            in.fault("year", "stands here a second time");
        }
        in.text("notice");
        for (Fields holiday : in.mappings("holidays", MAX_DAYS)) {
            Text name = holiday.sentence("name");
            LocalDate from = holiday.value("from", LocalDate.EPOCH, WorkCalendar::date);
            LocalDate to = holiday.optionalValue("to", from, WorkCalendar::date);
            if (to.isBefore(from) || to.isAfter(from.plusDays(MAX_DAYS))) {
                holiday.fault("to", "must come after 'from', within " + MAX_DAYS + " days");
            } else {
                from.datesUntil(to.plusDays(1)).forEach(day -> holidays.put(day, name));
            }
            holiday.finish();
        }
        List<LocalDate> made = in.values("workdays", MAX_DAYS, WorkCalendar::date);
        made.stream()
                .filter(holidays::containsKey)
                .forEach(day -> in.fault("workdays", "names " + day + ", which is a holiday"));
        workdays.addAll(made);
        in.finish();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a date such as 2026-02-15", e);
        }
    }

    /** Read once, when it is first asked for. */
    private static final class China {
        static final WorkCalendar CALENDAR = load();

        private static WorkCalendar load() {
            try (InputStream in = WorkCalendar.class.getResourceAsStream(CHINA)) {
                if (in == null) {
                    throw new IllegalStateException(CHINA + " is not on the class path");
                }
                return read("china.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + CHINA, e);
            }
        }
    }
}
