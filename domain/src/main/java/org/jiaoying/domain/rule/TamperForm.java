package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

final class TamperForm implements KindForm<Condition.Tamper> {
    private static final Map<String, Function<Fields, TamperSign>> SIGNS = signs();

    @Override
    public String kind() {
        return "tamper";
    }

    @Override
    public Class<Condition.Tamper> type() {
        return Condition.Tamper.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("evidence", "other");
    }

    @Override
    public Condition.Tamper read(Fields in) {
        Level level = AmountFields.level(in);
        boolean known = SIGNS.containsKey(in.optionalText("sign").orElse(""));
        Function<Fields, TamperSign> sign = in.word("sign", SIGNS, TamperForm::paused);
        if (!known) {
            // The fields of an unknown sign cannot be told from misspelt ones.
            in.names().forEach(in::has);
            return new Condition.Tamper(level, new TamperSign.Paused(new Amount.Literal<>(Duration.ZERO)));
        }
        return new Condition.Tamper(level, sign.apply(in));
    }

    private static Map<String, Function<Fields, TamperSign>> signs() {
        var signs = new LinkedHashMap<String, Function<Fields, TamperSign>>();
        signs.put("clipped", TamperForm::clipped);
        signs.put("step-down", TamperForm::stepDown);
        signs.put("gap-then-smooth", TamperForm::gapThenSmooth);
        signs.put("diverging", TamperForm::diverging);
        signs.put("copied", TamperForm::copied);
        signs.put("early-calibration", TamperForm::earlyCalibration);
        signs.put("many-calibrated", TamperForm::manyCalibrated);
        signs.put("no-test-gas", TamperForm::noTestGas);
        signs.put("paused", TamperForm::paused);
        return signs;
    }

    private static TamperSign clipped(Fields in) {
        return new TamperSign.Clipped(number(in, "limit"), number(in, "band"), number(in, "share"), time(in, "window"));
    }

    private static TamperSign stepDown(Fields in) {
        return new TamperSign.StepDown(
                number(in, "limit"), number(in, "near"), number(in, "floor"), time(in, "within"), time(in, "for"));
    }

    private static TamperSign gapThenSmooth(Fields in) {
        return new TamperSign.GapThenSmooth(
                time(in, "gap"), time(in, "window"), number(in, "ratio"), number(in, "noise"));
    }

    private static TamperSign diverging(Fields in) {
        return new TamperSign.Diverging(neighbours(in), number(in, "limit"), number(in, "floor"), time(in, "for"));
    }

    private static TamperSign copied(Fields in) {
        return new TamperSign.Copied(
                neighbours(in),
                time(in, "window"),
                AmountFields.duration(in, "lag", Duration.ZERO),
                number(in, "match"),
                number(in, "moves"));
    }

    private static TamperSign earlyCalibration(Fields in) {
        return new TamperSign.EarlyCalibration(number(in, "limit"), number(in, "near"), time(in, "within"), permit(in));
    }

    private static TamperSign manyCalibrated(Fields in) {
        if (!in.has("count")) {
            in.fault("count", "is missing");
        }
        return new TamperSign.ManyCalibrated(
                neighbours(in), AmountFields.count(in, "count", 3), time(in, "within"), permit(in));
    }

    private static TamperSign noTestGas(Fields in) {
        return new TamperSign.NoTestGas(number(in, "gas"), number(in, "top"), time(in, "rise"), time(in, "flat"));
    }

    private static TamperSign paused(Fields in) {
        return new TamperSign.Paused(time(in, "after"));
    }

    private static Around neighbours(Fields in) {
        return AmountFields.neighbours(in);
    }

    private static Amount<Double> number(Fields in, String name) {
        return AmountFields.requiredNumber(in, name);
    }

    private static Amount<Duration> time(Fields in, String name) {
        return AmountFields.requiredDuration(in, name);
    }

    private static @Nullable String permit(Fields in) {
        return in.has("permit") ? in.value("permit", "", RuleParser::identifier) : null;
    }

    @Override
    public void write(Condition.Tamper tamper, Map<String, Object> out) {
        out.put("level", tamper.level().code());
        TamperSign sign = tamper.sign();
        if (sign instanceof TamperSign.Clipped clipped) {
            write(
                    out,
                    "clipped",
                    "limit",
                    clipped.limit(),
                    "band",
                    clipped.band(),
                    "share",
                    clipped.share(),
                    "window",
                    clipped.window());
        } else if (sign instanceof TamperSign.StepDown step) {
            write(
                    out,
                    "step-down",
                    "limit",
                    step.limit(),
                    "near",
                    step.near(),
                    "floor",
                    step.floor(),
                    "within",
                    step.within(),
                    "for",
                    step.holdFor());
        } else if (sign instanceof TamperSign.GapThenSmooth gap) {
            write(
                    out,
                    "gap-then-smooth",
                    "gap",
                    gap.gap(),
                    "window",
                    gap.window(),
                    "ratio",
                    gap.ratio(),
                    "noise",
                    gap.noise());
        } else if (sign instanceof TamperSign.Diverging diverging) {
            write(
                    out,
                    "diverging",
                    "neighbours",
                    diverging.neighbours(),
                    "limit",
                    diverging.limit(),
                    "floor",
                    diverging.floor(),
                    "for",
                    diverging.holdFor());
        } else if (sign instanceof TamperSign.Copied copied) {
            write(
                    out,
                    "copied",
                    "neighbours",
                    copied.neighbours(),
                    "window",
                    copied.window(),
                    "lag",
                    copied.lag(),
                    "match",
                    copied.match(),
                    "moves",
                    copied.moves());
        } else if (sign instanceof TamperSign.EarlyCalibration early) {
            write(
                    out,
                    "early-calibration",
                    "limit",
                    early.limit(),
                    "near",
                    early.near(),
                    "within",
                    early.within(),
                    "permit",
                    early.permit());
        } else if (sign instanceof TamperSign.ManyCalibrated many) {
            write(
                    out,
                    "many-calibrated",
                    "neighbours",
                    many.neighbours(),
                    "count",
                    many.count(),
                    "within",
                    many.within(),
                    "permit",
                    many.permit());
        } else if (sign instanceof TamperSign.NoTestGas gas) {
            write(out, "no-test-gas", "gas", gas.gas(), "top", gas.top(), "rise", gas.rise(), "flat", gas.flat());
        } else if (sign instanceof TamperSign.Paused paused) {
            write(out, "paused", "after", paused.after());
        }
    }

    /** @param fields names and their values in turn */
    private static void write(Map<String, Object> out, String sign, @Nullable Object... fields) {
        out.put("sign", sign);
        for (int i = 0; i < fields.length; i += 2) {
            String name = String.valueOf(fields[i]);
            Object value = fields[i + 1];
            if (value instanceof Amount<?> amount) {
                AmountFields.write(name, amount, out);
            } else if (value instanceof Around around) {
                out.put(name, around.text());
            } else if (value != null) {
                out.put(name, value);
            }
        }
    }
}
