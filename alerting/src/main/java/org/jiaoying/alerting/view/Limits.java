package org.jiaoying.alerting.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.rule.Amount;
import org.jiaoying.domain.rule.Amounts;
import org.jiaoying.domain.rule.Condition;

/** The limits of a rule at one point, as lines for its curve. */
public final class Limits {
    private Limits() {}

    /** A limit; {@code above} says on which side of it the bad values lie. */
    public record Limit(Level level, double value, boolean above) {}

    /**
     * The limits in the unit of the point's values; none for a rule that does not judge the value itself.
     *
     * @param attributes the point's attributes by name
     */
    public static List<Limit> of(Condition condition, Function<String, Optional<String>> attributes) {
        if (!(condition instanceof Condition.Threshold threshold)) {
            return List.of();
        }
        var limits = new ArrayList<Limit>();
        threshold.levels().forEach((level, amount) -> {
            if (amount.resolve(attributes, Amounts::number) instanceof Amount.Resolved.Value<Double> limit) {
                limits.add(new Limit(level, limit.value(), threshold.side() == Condition.Side.ABOVE));
            }
        });
        return limits;
    }
}
