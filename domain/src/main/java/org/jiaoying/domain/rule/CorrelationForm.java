package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fields;

final class CorrelationForm implements KindForm<Condition.Correlation> {
    private static final Amount<Duration> AT_ONCE = new Amount.Literal<>(Duration.ZERO);

    @Override
    public String kind() {
        return "correlation";
    }

    @Override
    public Class<Condition.Correlation> type() {
        return Condition.Correlation.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("evidence", "for");
    }

    @Override
    public Set<String> places(Condition.Correlation correlation) {
        return withFacts(places(), correlation.facts());
    }

    @Override
    public boolean judgesDevices() {
        return true;
    }

    @Override
    public Condition.Correlation read(Fields in) {
        List<Fact> facts = FactFields.read(in);
        var levels = new EnumMap<Level, Expression>(Level.class);
        if (!in.has("levels")) {
            in.fault("levels", "is missing");
        }
        in.mapping("levels").ifPresent(fields -> {
            for (Level level : Level.values()) {
                if (fields.has(level.code())) {
                    levels.put(level, Expression.read(fields, level.code(), facts));
                }
            }
            fields.finish();
            if (levels.isEmpty()) {
                in.fault("levels", "gives no level a condition");
            }
        });
        return new Condition.Correlation(levels, facts, AmountFields.duration(in, "for", Duration.ZERO));
    }

    @Override
    public void write(Condition.Correlation correlation, Map<String, Object> out) {
        out.put("facts", FactFields.written(correlation.facts()));
        var levels = new LinkedHashMap<String, Object>();
        correlation.levels().forEach((level, expression) -> levels.put(level.code(), expression.text()));
        out.put("levels", levels);
        if (!correlation.holdFor().equals(AT_ONCE)) {
            AmountFields.write("for", correlation.holdFor(), out);
        }
    }

    /** A fact can stand in the sentence by its name. */
    static Set<String> withFacts(Set<String> places, List<Fact> facts) {
        var all = new HashSet<>(places);
        facts.forEach(fact -> all.add(fact.name()));
        return all;
    }
}
