package org.jiaoying.alerting.call;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;

/**
 * The responsibility chain (责任链) of a warning as it was when the warning opened: people, tiers, channels and times. A later
 * edit of the roster changes nothing in it, so that no edit can strand an escalation.
 *
 * @param officers the duty officers, who are told when nobody answers or reports
 */
public record FrozenChain(List<FrozenTier> tiers, List<Callee> officers, Map<Level, Policy> policies) {

    public FrozenChain {
        tiers = tiers.stream()
                .sorted(Comparator.comparingInt(FrozenTier::position))
                .toList();
        officers = List.copyOf(officers);
        policies = Map.copyOf(policies);
    }

    public Policy policy(Level level) {
        return policies.getOrDefault(level, Policy.byDefault(level));
    }

    /** The tiers that are called for a level, one stage after the other; the tiers of one stage are called at once. */
    public List<List<FrozenTier>> stages(Level level) {
        List<FrozenTier> called =
                tiers.stream().filter(tier -> tier.levels().contains(level)).toList();
        if (called.isEmpty()) {
            return List.of();
        }
        return policy(level).together()
                ? List.of(called)
                : called.stream().map(List::of).toList();
    }

    /** How long a stage has to answer: the longest time of its tiers. */
    public Duration timeOf(List<FrozenTier> stage, Level level) {
        Duration usual = policy(level).answer();
        return stage.stream()
                .map(tier -> tier.times().getOrDefault(level, usual))
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** The same chain with policies for every level filled in, so that a later default changes nothing either. */
    public FrozenChain complete() {
        var all = new EnumMap<Level, Policy>(Level.class);
        for (Level level : Level.values()) {
            all.put(level, policy(level));
        }
        return new FrozenChain(tiers, officers, all);
    }
}
