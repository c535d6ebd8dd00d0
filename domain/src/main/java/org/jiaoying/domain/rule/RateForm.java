package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.document.Fields;

final class RateForm implements KindForm<Condition.Rate> {
    private static final Map<String, Condition.Direction> DIRECTIONS =
            Map.of("rise", Condition.Direction.RISE, "fall", Condition.Direction.FALL);
    private static final int SAMPLES = 3;

    /** Of a window so many samples are kept at least, where so many came. */
    private static final int MAX_SAMPLES = 40;

    private static final Amount<Duration> NOTHING = new Amount.Literal<>(Duration.ZERO);

    @Override
    public String kind() {
        return "rate";
    }

    @Override
    public Class<Condition.Rate> type() {
        return Condition.Rate.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("per", "window");
    }

    @Override
    public Condition.Rate read(Fields in) {
        if (!in.has("window")) {
            in.fault("window", "is missing");
        }
        List<String> planned = PlannedFields.kinds(in);
        var rate = new Condition.Rate(
                in.word("direction", DIRECTIONS, Condition.Direction.RISE),
                in.value("per", Duration.ofHours(1), RateForm::positive),
                AmountFields.duration(in, "window", Duration.ofHours(1)),
                AmountFields.count(in, "samples", SAMPLES),
                AmountFields.levels(in),
                AmountFields.number(in, "clear"),
                AmountFields.duration(in, "merge", Duration.ZERO),
                planned,
                PlannedFields.atMost(in, planned));
        if (rate.window() instanceof Amount.Literal<Duration> window
                && window.value().isZero()) {
            in.fault("window", "must be longer than 0");
        }
        if (rate.samples() instanceof Amount.Literal<Integer> samples && samples.value() < SAMPLES) {
            in.fault("samples", "must be at least " + SAMPLES + ": a slope through fewer is no evidence");
        }
        if (rate.samples() instanceof Amount.Literal<Integer> samples && samples.value() > MAX_SAMPLES) {
            in.fault("samples", "must be at most " + MAX_SAMPLES + ": no more are kept of a window");
        }
        AmountFields.requireOrder(in, rate.levels(), true);
        return rate;
    }

    @Override
    public void write(Condition.Rate rate, Map<String, Object> out) {
        out.put("direction", rate.direction() == Condition.Direction.RISE ? "rise" : "fall");
        out.put("per", DurationText.format(rate.per()));
        AmountFields.write("window", rate.window(), out);
        AmountFields.write("samples", rate.samples(), out);
        AmountFields.writeLevels(rate.levels(), out);
        AmountFields.write("clear", rate.clear(), out);
        if (!rate.merge().equals(NOTHING)) {
            AmountFields.write("merge", rate.merge(), out);
        }
        PlannedFields.write(rate.planned(), rate.plannedAtMost(), out);
    }

    private static Duration positive(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than 0");
        }
        return duration;
    }
}
