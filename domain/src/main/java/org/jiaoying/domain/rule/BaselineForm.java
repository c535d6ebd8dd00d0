package org.jiaoying.domain.rule;

import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

final class BaselineForm implements KindForm<Condition.Baseline> {
    private static final Map<String, Condition.Away> SIDES =
            Map.of("above", Condition.Away.ABOVE, "below", Condition.Away.BELOW, "both", Condition.Away.BOTH);
    private static final Amount<Integer> ONCE = new Amount.Literal<>(1);

    @Override
    public String kind() {
        return "baseline";
    }

    @Override
    public Class<Condition.Baseline> type() {
        return Condition.Baseline.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("times", "of", "evidence", "reading", "normal", "deviation");
    }

    @Override
    public Condition.Baseline read(Fields in) {
        var baseline = new Condition.Baseline(
                in.word("side", SIDES, Condition.Away.BOTH),
                AmountFields.levels(in),
                AmountFields.number(in, "clear"),
                AmountFields.count(in, "times", 1),
                AmountFields.count(in, "of", 1),
                AmountFields.number(in, "least"));
        baseline.levels().forEach((level, limit) -> {
            if (limit instanceof Amount.Literal<Double> deviations && deviations.value() <= 0) {
                in.fault("levels", "has " + level.code() + " at no positive number of deviations");
            }
        });
        if (baseline.times() instanceof Amount.Literal<Integer> times
                && baseline.of() instanceof Amount.Literal<Integer> of
                && times.value() > of.value()) {
            in.fault("times", "cannot be more than 'of'");
        }
        AmountFields.requireOrder(in, baseline.levels(), true);
        return baseline;
    }

    @Override
    public void write(Condition.Baseline baseline, Map<String, Object> out) {
        out.put(
                "side",
                switch (baseline.side()) {
                    case ABOVE -> "above";
                    case BELOW -> "below";
                    case BOTH -> "both";
                });
        AmountFields.writeLevels(baseline.levels(), out);
        AmountFields.write("clear", baseline.clear(), out);
        if (!baseline.times().equals(ONCE)) {
            AmountFields.write("times", baseline.times(), out);
        }
        if (!baseline.of().equals(ONCE)) {
            AmountFields.write("of", baseline.of(), out);
        }
        AmountFields.write("least", baseline.least(), out);
    }
}
