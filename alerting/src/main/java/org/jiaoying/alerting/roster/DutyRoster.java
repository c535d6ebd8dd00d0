package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jiaoying.domain.calendar.DayType;
import org.jspecify.annotations.Nullable;

/**
 * A duty roster (值班表): who answers at a place that is always manned. On each kind of day its shifts follow each other without
 * gap or overlap, from the hour at which a duty day begins to the same hour of the next day; so there is exactly one who answers
 * at every instant.
 *
 * @param organisation whose it is; absent where none is named
 * @param since the duty day on which the first of each shift's people has the first turn
 * @param leader id of the roster whose answer is the leader on duty (领导带班); absent if there is none
 * @param officers whether who is on duty stands among the duty officers
 * @param handover how long whoever takes over has to confirm it, before the leader on duty is told; absent: not asked for
 */
public record DutyRoster(
        String id,
        String name,
        @Nullable String organisation,
        LocalDate since,
        List<Shift> shifts,
        @Nullable String leader,
        boolean officers,
        @Nullable Duration handover) {

    public DutyRoster {
        shifts = List.copyOf(shifts);
        for (DayType day : DayType.values()) {
            String fault = faultOf(shifts, day);
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
        }
    }

    /** When a duty day begins. */
    public LocalTime dayBegins() {
        return shifts.get(0).from();
    }

    /** All who take turns, in the order of the shifts. */
    public List<String> people() {
        return shifts.stream()
                .flatMap(shift -> shift.people().stream())
                .distinct()
                .toList();
    }

    /** The shifts of a kind of day, in their order. */
    public List<Shift> shifts(DayType day) {
        return shifts.stream().filter(shift -> shift.days().contains(day)).toList();
    }

    /** What is wrong with the shifts of a kind of day, in a sentence; null if nothing is. */
    static @Nullable String faultOf(List<Shift> shifts, DayType day) {
        List<Shift> ofDay =
                shifts.stream().filter(shift -> shift.days().contains(day)).toList();
        if (ofDay.isEmpty()) {
            return "have nobody on duty on a " + day.code();
        }
        LocalTime begins = shifts.get(0).from();
        LocalTime at = begins;
        Duration length = Duration.ZERO;
        for (Shift shift : ofDay) {
            if (!shift.from().equals(at)) {
                return "on a " + day.code() + " must go on at " + at + ", where '" + shift.name() + "' begins at "
                        + shift.from();
            }
            at = shift.to();
            length = length.plus(shift.length());
        }
        if (!at.equals(begins) || !length.equals(Duration.ofDays(1))) {
            return "on a " + day.code() + " must end at " + begins + " on the next day, a day after they began";
        }
        return null;
    }
}
