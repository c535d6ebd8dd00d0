package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.roster.DutyAnswer;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.view.TextJson;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;

/** Who is on duty day by day, as the API's {@code DutyCalendar} shows it: by what is recorded now, also for days that are over. */
public final class DutyCalendarViews {
    private final Pool pool;
    private final InstantSource clock;
    private final WorkCalendar calendar = WorkCalendar.china();

    public DutyCalendarViews(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * The duty days from one day on; empty where there is no such roster.
     *
     * @param from the first of them; absent: today, in Beijing time
     * @param days how many; at most 62
     */
    public Future<Optional<JsonObject>> days(String roster, Optional<LocalDate> from, int days) {
        Instant now = clock.instant();
        LocalDate first = from.orElseGet(() -> LocalDate.ofInstant(now, DutyBook.ZONE));
        Instant middle = first.plusDays(days / 2).atStartOfDay(DutyBook.ZONE).toInstant();
        return DutyStore.book(pool, middle, now)
                .compose(book -> DutyViews.people(pool)
                        .map(people -> book.roster(roster).map(found -> document(book, found, people, first, days))));
    }

    private JsonObject document(
            DutyBook book, DutyRoster roster, Map<String, JsonObject> people, LocalDate first, int days) {
        List<JsonObject> shown = first.datesUntil(first.plusDays(days))
                .map(day -> day(book, roster, people, day))
                .toList();
        return new JsonObject()
                .put("roster", roster.id())
                .put("name", roster.name())
                .put("from", first.toString())
                .put(
                        "today",
                        LocalDate.ofInstant(clock.instant(), DutyBook.ZONE).toString())
                .put("days", new JsonArray(shown));
    }

    private JsonObject day(DutyBook book, DutyRoster roster, Map<String, JsonObject> people, LocalDate day) {
        Instant begins = day.atTime(roster.dayBegins()).atZone(DutyBook.ZONE).toInstant();
        Instant ends =
                day.plusDays(1).atTime(roster.dayBegins()).atZone(DutyBook.ZONE).toInstant();
        var shifts = new JsonArray();
        for (DutyAnswer answer : book.answers(roster.id(), begins, ends)) {
            shifts.add(shift(answer, begins, ends)
                    .put("person", DutyViews.person(people, answer.person()))
                    .put("leader", leader(book, roster, people, answer, begins)));
        }
        DayType type = calendar.typeOf(day);
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        return new JsonObject()
                .put("day", day.toString())
                .put("type", type.code())
                .put("madeUp", weekend && type == DayType.WORKDAY)
                .put("holiday", calendar.holiday(day).map(TextJson::of).orElse(null))
                .put("known", calendar.knows(day.getYear()))
                .put("shifts", shifts);
    }

    private static JsonObject shift(DutyAnswer answer, Instant begins, Instant ends) {
        Instant from = answer.since().isBefore(begins) ? begins : answer.since();
        Instant until = answer.until().isAfter(ends) ? ends : answer.until();
        return new JsonObject()
                .put("shift", answer.shift())
                .put("from", from.toString())
                .put("until", until.toString())
                // By the rotation alone there are two steps: what kind of day it is, and whose turn.
                .put("exchanged", answer.why().size() != 2)
                .put(
                        "why",
                        new JsonArray(answer.why().stream().map(TextJson::of).toList()));
    }

    private static @Nullable JsonObject leader(
            DutyBook book, DutyRoster roster, Map<String, JsonObject> people, DutyAnswer answer, Instant begins) {
        Instant at = answer.since().isBefore(begins) ? begins : answer.since();
        return book.leader(roster.id(), at)
                .map(found -> DutyViews.person(people, found.person()))
                .orElse(null);
    }
}
