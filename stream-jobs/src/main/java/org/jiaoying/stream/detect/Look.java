package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.rule.Amount;
import org.jiaoying.domain.rule.Amount.Resolved;
import org.jiaoying.domain.rule.Amounts;
import org.jspecify.annotations.Nullable;

/** Looks up the amounts of one rule at one subject, and gathers what could not be found. */
final class Look {
    private final Subject subject;
    final List<String> faults = new ArrayList<>();

    Look(Subject subject) {
        this.subject = subject;
    }

    <T> @Nullable T up(Amount<T> amount, Function<String, T> parse) {
        Resolved<T> resolved = amount.resolve(subject::attribute, parse);
        if (resolved instanceof Resolved.Missing<T> missing) {
            faults.add(missing.why());
        } else if (resolved instanceof Resolved.Malformed<T> malformed) {
            faults.add(malformed.why());
        }
        return resolved instanceof Resolved.Value<T> value ? value.value() : null;
    }

    /** An amount that may be missing: null then; a fault only where the register has it and it cannot be read. */
    <T> @Nullable T given(@Nullable Amount<T> amount, Function<String, T> parse) {
        Resolved<T> resolved = amount == null ? null : amount.resolve(subject::attribute, parse);
        if (resolved instanceof Resolved.Malformed<T> malformed) {
            faults.add(malformed.why());
        }
        return resolved instanceof Resolved.Value<T> value ? value.value() : null;
    }

    /**
     * The levels that have a limit here. A level without one does not apply here, which is no fault as long as another
     * does, unless the register has it and it is no number.
     */
    @Nullable
    Ladder ladder(boolean above, boolean exclusive, Map<Level, Amount<Double>> levels, @Nullable Amount<Double> clear) {
        var limits = new EnumMap<Level, Double>(Level.class);
        var missing = new ArrayList<String>();
        levels.forEach((level, amount) -> {
            Resolved<Double> resolved = amount.resolve(subject::attribute, Amounts::number);
            if (resolved instanceof Resolved.Value<Double> value) {
                limits.put(level, value.value());
            } else if (resolved instanceof Resolved.Malformed<Double> malformed) {
                faults.add(malformed.why());
            } else if (resolved instanceof Resolved.Missing<Double> absent) {
                missing.add(absent.why());
            }
        });
        if (limits.isEmpty()) {
            faults.addAll(missing);
            return null;
        }
        Resolved<Double> clearLimit = clear == null ? null : clear.resolve(subject::attribute, Amounts::number);
        Double clearAt = clearLimit instanceof Resolved.Value<Double> value ? value.value() : null;
        return new Ladder(above, exclusive, limits, clearAt);
    }
}
