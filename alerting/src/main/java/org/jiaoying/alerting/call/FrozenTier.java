package org.jiaoying.alerting.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * A tier of a frozen chain.
 *
 * @param position 1 for the tier that is called first
 * @param levels of the warnings that this tier answers for
 * @param channels by which its people are called; empty: those of the level's policy
 * @param times how long it has to answer, by level, where that differs from the policy
 * @param people those named, those on duty when it was frozen, and those who stand in for them
 * @param answers whose answer ends the calling; absent: as the level's policy says
 */
public record FrozenTier(
        int position,
        String name,
        Set<Level> levels,
        List<String> channels,
        Map<Level, Duration> times,
        List<Callee> people,
        @Nullable Answers answers) {

    public FrozenTier {
        levels = Set.copyOf(levels);
        channels = List.copyOf(channels);
        times = Map.copyOf(times);
        people = List.copyOf(people);
    }

    /** A tier whose policy says whose answer it needs. */
    public FrozenTier(
            int position,
            String name,
            Set<Level> levels,
            List<String> channels,
            Map<Level, Duration> times,
            List<Callee> people) {
        this(position, name, levels, channels, times, people, null);
    }
}
