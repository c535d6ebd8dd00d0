package org.jiaoying.alerting.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Level;

/**
 * A tier of a frozen chain.
 *
 * @param position 1 for the tier that is called first
 * @param levels of the warnings that this tier answers for
 * @param times how long it has to answer, by level, where that differs from the policy
 */
public record FrozenTier(
        int position,
        String name,
        Set<Level> levels,
        List<String> channels,
        Map<Level, Duration> times,
        List<Callee> people) {

    public FrozenTier {
        levels = Set.copyOf(levels);
        channels = List.copyOf(channels);
        times = Map.copyOf(times);
        people = List.copyOf(people);
    }
}
