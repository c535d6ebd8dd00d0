package org.jiaoying.alerting.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person of the roster.
 *
 * @param post what they are, such as 矿调度员
 * @param enterprise whose they are; absent for officials
 * @param language {@code zh} or {@code en}: of the texts they get
 * @param phones for SMS, in the order in which they are tried
 * @param superior id of whom to ring when this one is unreached
 * @param officer whether on the list of duty officers
 */
public record RosterPerson(
        String id,
        String name,
        String post,
        @Nullable String enterprise,
        String language,
        List<String> phones,
        @Nullable String superior,
        boolean officer) {

    public RosterPerson {
        phones = List.copyOf(phones);
    }
}
