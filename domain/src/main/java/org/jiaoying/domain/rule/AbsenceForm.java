package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fields;

final class AbsenceForm implements KindForm<Condition.Absence> {

    @Override
    public String kind() {
        return "absence";
    }

    @Override
    public Class<Condition.Absence> type() {
        return Condition.Absence.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("after", "last");
    }

    @Override
    public boolean judgesDevices() {
        return true;
    }

    @Override
    public Condition.Absence read(Fields in) {
        var levels = new LinkedHashMap<String, Level>();
        for (Level level : Level.values()) {
            levels.put(level.code(), level);
        }
        if (!in.has("after")) {
            in.fault("after", "is missing");
        }
        List<String> planned = PlannedFields.kinds(in);
        var absence = new Condition.Absence(
                in.word("level", levels, Level.BLUE),
                AmountFields.duration(in, "after", Duration.ofMinutes(1)),
                planned,
                PlannedFields.atMost(in, planned));
        if (absence.after() instanceof Amount.Literal<Duration> after
                && after.value().isZero()) {
            in.fault("after", "must be longer than 0");
        }
        return absence;
    }

    @Override
    public void write(Condition.Absence absence, Map<String, Object> out) {
        out.put("level", absence.level().code());
        AmountFields.write("after", absence.after(), out);
        PlannedFields.write(absence.planned(), absence.plannedAtMost(), out);
    }
}
