package org.jiaoying.domain.rule;

import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

final class StuckForm implements KindForm<Condition.Stuck> {

    @Override
    public String kind() {
        return "stuck";
    }

    @Override
    public Class<Condition.Stuck> type() {
        return Condition.Stuck.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("evidence", "other", "window");
    }

    @Override
    public Condition.Stuck read(Fields in) {
        return new Condition.Stuck(
                AmountFields.level(in),
                AmountFields.requiredDuration(in, "window"),
                AmountFields.requiredNumber(in, "deviation"),
                AmountFields.number(in, "floor"),
                AmountFields.neighbours(in),
                in.has("against") ? in.value("against", "", RuleParser::identifier) : null,
                AmountFields.requiredNumber(in, "moves"),
                AmountFields.count(in, "movers", 1));
    }

    @Override
    public void write(Condition.Stuck stuck, Map<String, Object> out) {
        out.put("level", stuck.level().code());
        AmountFields.write("window", stuck.window(), out);
        AmountFields.write("deviation", stuck.deviation(), out);
        AmountFields.write("floor", stuck.floor(), out);
        out.put("neighbours", stuck.neighbours().text());
        if (stuck.against() != null) {
            out.put("against", stuck.against());
        }
        AmountFields.write("moves", stuck.moves(), out);
        AmountFields.write("movers", stuck.movers(), out);
    }
}
