package org.jiaoying.stream.state;

import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * A breach as it was last told to the world: what the next transition follows from, also when the rule or the register entry
 * is gone.
 *
 * @param openedAt time of the observation that opened it; with rule and subject it makes the breach's id
 * @param revision of the last transition
 * @param level after the last transition
 * @param peak the gravest level so far
 * @param clearedAt time of the observation that cleared it; {@link #OPEN} while it is open
 */
public record Issued(
        long openedAt,
        int revision,
        Level level,
        Level peak,
        long clearedAt,
        int ruleVersion,
        Hazard hazard,
        String unit,
        @Nullable String zone) {
    public static final long OPEN = Long.MAX_VALUE;

    public boolean open() {
        return clearedAt == OPEN;
    }
}
