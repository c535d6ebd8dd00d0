package org.jiaoying.alerting.roster;

import java.util.Map;
import java.util.Set;

/**
 * What is there already, so that a part of a roster may name it.
 *
 * @param phones whose a number is, by the number; of people whose phone is their own
 */
public record KnownIds(Set<String> people, Set<String> organisations, Set<String> rosters, Map<String, String> phones) {
    public static final KnownIds NONE = new KnownIds(Set.of(), Set.of(), Set.of(), Map.of());

    public KnownIds {
        people = Set.copyOf(people);
        organisations = Set.copyOf(organisations);
        rosters = Set.copyOf(rosters);
        phones = Map.copyOf(phones);
    }
}
