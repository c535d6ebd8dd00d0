package org.jiaoying.alerting.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Warnings whose step failed, and of which not even that could be written, as while the database takes no writes: each is left
 * alone for a pause that doubles, so that trying again does not keep the database from coming back. Forgotten with the process,
 * which only means that a step is tried sooner. From any thread.
 */
final class Pauses {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(16);

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(Instant until, Duration length) {

        /** A pause longer than any says only that the clock was put back. */
        boolean holds(Instant now) {
            return now.isBefore(until) && !until.minus(LONGEST).isAfter(now);
        }
    }

    /** @return how long this warning is left alone */
    Duration begin(String id, Instant now) {
        return pauses.merge(id, new Pause(now.plus(SHORTEST), SHORTEST), (before, first) -> {
                    Duration twice = before.length().multipliedBy(2);
                    Duration length = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
                    return new Pause(now.plus(length), length);
                })
                .length();
    }

    /** Its step was taken, or put off where everybody sees it. */
    void end(String id) {
        pauses.remove(id);
    }

    /** The warnings that are left alone now. */
    Set<String> pausing(Instant now) {
        pauses.values().removeIf(pause -> pause.until().plus(LONGEST).isBefore(now));
        return pauses.entrySet().stream()
                .filter(entry -> entry.getValue().holds(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When the first of the pauses that hold ends. */
    Optional<Instant> firstEnd(Instant now) {
        return pauses.values().stream()
                .filter(pause -> pause.holds(now))
                .map(Pause::until)
                .min(Instant::compareTo);
    }
}
