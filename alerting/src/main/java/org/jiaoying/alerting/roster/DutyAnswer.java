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
}
