package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * A tier of a chain, as written.
 *
 * @param people ids, in the order of the file
 * @param rosters ids of duty rosters: whoever answers for one when a warning opens stands in this tier
 * @param channels empty: those of the policy
 * @param answer how long it has to answer, by level, where that differs from the policy
 * @param answers whose answer it needs; absent: as the policy says
 */
public record RosterTier(
        String name,
        List<String> people,
        List<String> rosters,
        Set<Level> levels,
        List<String> channels,
        Map<Level, Duration> answer,
        @Nullable Answers answers) {

    public RosterTier {
        people = List.copyOf(people);
        rosters = List.copyOf(rosters);
        levels = Set.copyOf(levels);
        channels = List.copyOf(channels);
        answer = Map.copyOf(answer);
    }
}
