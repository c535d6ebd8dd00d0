package org.jiaoying.alerting.roster;

import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.Text;

/**
 * Who answers for a duty roster at an instant, and why.
 *
 * @param person id
 * @param shift name of the shift
 * @param since from when on nothing that bears on the answer has changed
 * @param until the next instant at which something that bears on the answer changes
 * @param why the steps that lead to the person, in their order
 */
public record DutyAnswer(String roster, String person, String shift, Instant since, Instant until, List<Text> why) {

    public DutyAnswer {
        why = List.copyOf(why);
    }

    /** Whether {@code next} is the same person's, in the same turn of the same shift. */
    boolean continues(DutyAnswer next) {
        return person.equals(next.person) && shift.equals(next.shift) && why.equals(next.why);
    }

    /** The same, for longer. */
    DutyAnswer until(Instant later) {
        return new DutyAnswer(roster, person, shift, since, later, why);
    }
}
