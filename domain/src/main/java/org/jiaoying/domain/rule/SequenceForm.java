package org.jiaoying.domain.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

final class SequenceForm implements KindForm<Condition.Sequence> {

    @Override
    public String kind() {
        return "sequence";
    }

    @Override
    public Class<Condition.Sequence> type() {
        return Condition.Sequence.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("evidence", "within", "began");
    }

    @Override
    public Set<String> places(Condition.Sequence sequence) {
        return CorrelationForm.withFacts(places(), sequence.facts());
    }

    @Override
    public boolean judgesDevices() {
        return true;
    }

    @Override
    public Condition.Sequence read(Fields in) {
        List<Fact> facts = FactFields.read(in);
        return new Condition.Sequence(
                AmountFields.level(in),
                facts,
                Expression.read(in, "first", facts),
                Expression.read(in, "then", facts),
                AmountFields.requiredDuration(in, "within"));
    }

    @Override
    public void write(Condition.Sequence sequence, Map<String, Object> out) {
        out.put("level", sequence.level().code());
        out.put("facts", FactFields.written(sequence.facts()));
        out.put("first", sequence.first().text());
        out.put("then", sequence.then().text());
        AmountFields.write("within", sequence.within(), out);
    }
}
