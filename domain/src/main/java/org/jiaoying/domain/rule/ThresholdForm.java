package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

final class ThresholdForm implements KindForm<Condition.Threshold> {
    private static final Map<String, Condition.Side> SIDES =
            Map.of("above", Condition.Side.ABOVE, "below", Condition.Side.BELOW);
    private static final Map<String, Boolean> EDGES = Map.of("inclusive", false, "exclusive", true);
    private static final Amount<Duration> AT_ONCE = new Amount.Literal<>(Duration.ZERO);
    private static final Amount<Integer> ONCE = new Amount.Literal<>(1);

    @Override
    public String kind() {
        return "threshold";
    }

    @Override
    public Class<Condition.Threshold> type() {
        return Condition.Threshold.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("for", "times", "within");
    }

    @Override
    public Condition.Threshold read(Fields in) {
        List<String> planned = PlannedFields.kinds(in);
        var threshold = new Condition.Threshold(
                in.word("side", SIDES, Condition.Side.ABOVE),
                in.optionalWord("edge", EDGES, false),
                AmountFields.levels(in),
                AmountFields.number(in, "clear"),
                AmountFields.duration(in, "for", Duration.ZERO),
                AmountFields.count(in, "times", 1),
                AmountFields.duration(in, "within"),
                AmountFields.duration(in, "merge", Duration.ZERO),
                planned,
                PlannedFields.atMost(in, planned));
        boolean above = threshold.side() == Condition.Side.ABOVE;
        AmountFields.requireOrder(in, threshold.levels(), above);
        if (!threshold.holdFor().equals(AT_ONCE) && !threshold.times().equals(ONCE)) {
            in.fault("times", "cannot stand beside 'for': ask for a time or for a number of samples");
        }
        if (threshold.within() != null && threshold.times().equals(ONCE)) {
            in.fault("within", "needs 'times': how many samples in that time");
        }
        return threshold;
    }

    @Override
    public void write(Condition.Threshold threshold, Map<String, Object> out) {
        out.put("side", threshold.side() == Condition.Side.ABOVE ? "above" : "below");
        if (threshold.exclusive()) {
            out.put("edge", "exclusive");
        }
        AmountFields.writeLevels(threshold.levels(), out);
        AmountFields.write("clear", threshold.clear(), out);
        if (!threshold.holdFor().equals(AT_ONCE)) {
            AmountFields.write("for", threshold.holdFor(), out);
        }
        if (!threshold.times().equals(ONCE)) {
            AmountFields.write("times", threshold.times(), out);
        }
        AmountFields.write("within", threshold.within(), out);
        if (!threshold.merge().equals(AT_ONCE)) {
            AmountFields.write("merge", threshold.merge(), out);
        }
        PlannedFields.write(threshold.planned(), threshold.plannedAtMost(), out);
    }
}
