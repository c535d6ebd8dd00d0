package org.jiaoying.stream.host;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jiaoying.messaging.codec.RuleFault;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a failing rule when it first fails, and then at most once a minute with how often it failed since: a rule that fails
 * on every reading costs a counter, not a record. For one thread.
 */
final class FaultReports {
    static final Duration BETWEEN = Duration.ofMinutes(1);

    /** So many versions of rules are told apart. */
    private static final int MAX_KEPT = 10_000;

    private record Tally(Instant notBefore, long untold) {}

    private final Map<String, Tally> tallies = new HashMap<>();

    /** What is to be told now of a rule that just failed; null: it is counted. */
    @Nullable
    RuleFault failed(String ruleId, int version, String reason, Instant now) {
        String key = ruleId + "|" + version;
        Tally before = tallies.get(key);
        long untold = before == null ? 1 : before.untold() + 1;
        if (before != null && now.isBefore(before.notBefore())) {
            tallies.put(key, new Tally(before.notBefore(), untold));
            return null;
        }
        if (tallies.size() >= MAX_KEPT) {
            tallies.clear();
        }
        tallies.put(key, new Tally(now.plus(BETWEEN), 0));
        return new RuleFault(ruleId, version, "failed", reason, now, untold);
    }
}
