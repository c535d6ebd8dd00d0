package org.jiaoying.alerting.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person of the roster.
 *
 * @param post what they are, such as 矿调度员
 * @param enterprise whose they are; absent for officials
 * @param organisation the organisation they belong to; absent where none is named
 * @param language {@code zh} or {@code en}: of the texts they get
 * @param contacts addresses by channel, in the order in which they are tried; {@code sms} are phone numbers. Without numbers of
 *     their own for {@code voice} the phones are rung
 * @param sharedPhone whether another person may have the same number
 * @param superior id of whom to call when this one is unreached
 * @param standIn id of whom to call as well while the contacts of this one are stale
 * @param officer whether on the list of duty officers
 * @param active whether they are called at all
 */
public record RosterPerson(
        String id,
        String name,
        String post,
        @Nullable String enterprise,
        @Nullable String organisation,
        String language,
        Map<String, List<String>> contacts,
        boolean sharedPhone,
        @Nullable String superior,
        @Nullable String standIn,
        boolean officer,
        boolean active) {
    public static final String SMS = "sms";

    public RosterPerson {
        var copy = new LinkedHashMap<String, List<String>>();
        contacts.forEach((channel, addresses) -> copy.put(channel, List.copyOf(addresses)));
        contacts = java.util.Collections.unmodifiableMap(copy);
    }

    /** Numbers for texts, in the order in which they are tried. */
    public List<String> phones() {
        return contacts.getOrDefault(SMS, List.of());
    }
}
