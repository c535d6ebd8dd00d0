package org.jiaoying.alerting.call;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.Level;

/**
 * The responsibility chain (责任链) of a warning as it was when the warning opened: people, tiers, channels and times. A later
 * edit of the roster changes nothing in it, so that no edit can strand an escalation.
 *
 * @param officers the duty officers, who are told when nobody answers or reports
 * @param superiors whom to call where a person of the chain stays unreached, by the id of that person
 */
public record FrozenChain(
        List<FrozenTier> tiers, List<Callee> officers, Map<Level, Policy> policies, Map<String, Callee> superiors) {

    public FrozenChain {
        tiers = tiers.stream()
                .sorted(Comparator.comparingInt(FrozenTier::position))
                .toList();
        officers = List.copyOf(officers);
        policies = Map.copyOf(policies);
        superiors = Map.copyOf(superiors);
    }

    /** A chain in which nobody has a superior. */
    public FrozenChain(List<FrozenTier> tiers, List<Callee> officers, Map<Level, Policy> policies) {
        this(tiers, officers, policies, Map.of());
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

    /** By which channels the people of a tier are called, side by side. */
    public List<String> channels(FrozenTier tier, Level level) {
        return tier.channels().isEmpty() ? policy(level).channels() : tier.channels();
    }

    /** Whose answer ends the calling of a tier. */
    public Answers answers(FrozenTier tier, Level level) {
        Answers own = tier.answers();
        return own == null ? policy(level).answers() : own;
    }

    /** Whom to call where this person stays unreached. */
    public Optional<Callee> superiorOf(String personId) {
        return Optional.ofNullable(superiors.get(personId));
    }

    /** The same chain with policies for every level filled in, so that a later default changes nothing either. */
    public FrozenChain complete() {
        var all = new EnumMap<Level, Policy>(Level.class);
        for (Level level : Level.values()) {
            all.put(level, policy(level));
        }
        return new FrozenChain(tiers, officers, all, superiors);
    }
}
