package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

final class CreepForm implements KindForm<Condition.Creep> {
    private static final int MIN_WINDOWS = 4;
    private static final int MAX_WINDOWS = 10;
    private static final int LEAST_CLEAR = 30;

    @Override
    public String kind() {
        return "creep";
    }

    @Override
    public Class<Condition.Creep> type() {
        return Condition.Creep.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("evidence", "v_per_day", "v_eq_per_day", "angle_deg", "window");
    }

    @Override
    public Condition.Creep read(Fields in) {
        var creep = new Condition.Creep(
                AmountFields.duration(in, "window", Duration.ofDays(1)),
                AmountFields.count(in, "windows", MIN_WINDOWS),
                AmountFields.duration(in, "uniform", Duration.ofDays(7)),
                AmountFields.number(in, "uniform-velocity"),
                AmountFields.number(in, "noise"),
                AmountFields.duration(in, "horizon", Duration.ofDays(10)),
                AmountFields.levels(in),
                AmountFields.number(in, "clear"));
        requireLonger(in, "window", creep.window());
        requireLonger(in, "uniform", creep.uniform());
        requireLonger(in, "horizon", creep.horizon());
        if (creep.windows() instanceof Amount.Literal<Integer> windows
                && (windows.value() < MIN_WINDOWS || windows.value() > MAX_WINDOWS)) {
            in.fault("windows", "must lie in " + MIN_WINDOWS + " to " + MAX_WINDOWS);
        }
        creep.levels().forEach((level, angle) -> {
            if (angle instanceof Amount.Literal<Double> degrees && (degrees.value() <= 0 || degrees.value() >= 90)) {
                in.fault("levels", "has " + level.code() + " at no angle between 0 and 90 degrees");
            }
        });
        if (creep.clear() instanceof Amount.Literal<Double> degrees && degrees.value() <= LEAST_CLEAR) {
            in.fault("clear", "must be over " + LEAST_CLEAR + " degrees: a slope in uniform creep never falls below");
        }
        AmountFields.requireOrder(in, creep.levels(), true);
        return creep;
    }

    @Override
    public void write(Condition.Creep creep, Map<String, Object> out) {
        AmountFields.write("window", creep.window(), out);
        AmountFields.write("windows", creep.windows(), out);
        AmountFields.write("uniform", creep.uniform(), out);
        AmountFields.write("uniform-velocity", creep.uniformVelocity(), out);
        AmountFields.write("noise", creep.noise(), out);
        AmountFields.write("horizon", creep.horizon(), out);
        AmountFields.writeLevels(creep.levels(), out);
        AmountFields.write("clear", creep.clear(), out);
    }

    private static void requireLonger(Fields in, String name, Amount<Duration> amount) {
        if (amount instanceof Amount.Literal<Duration> literal
                && literal.value().isZero()) {
            in.fault(name, "must be longer than 0");
        }
    }
}
