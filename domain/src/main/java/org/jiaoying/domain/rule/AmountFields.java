package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

/** The fields that several kinds share: amounts, and limits by level. */
final class AmountFields {
    private static final String ELSE = " else ";

    private AmountFields() {}

    static Amount<Double> number(Fields in, String name, double fallback) {
        Amount<Double> amount = number(in, name);
        return amount == null ? new Amount.Literal<>(fallback) : amount;
    }

    static @Nullable Amount<Double> number(Fields in, String name) {
        return amount(in, name, AmountForms.NUMBER, Amounts::number);
    }

    static Amount<Integer> count(Fields in, String name, int fallback) {
        Amount<Integer> amount = amount(in, name, AmountForms.COUNT, Amounts::count);
        return amount == null ? new Amount.Literal<>(fallback) : amount;
    }

    static @Nullable Amount<Duration> duration(Fields in, String name) {
        return amount(in, name, AmountForms.DURATION, Amounts::duration);
    }

    static Amount<Duration> duration(Fields in, String name, Duration fallback) {
        Amount<Duration> amount = duration(in, name);
        return amount == null ? new Amount.Literal<>(fallback) : amount;
    }

    static Amount<Double> requiredNumber(Fields in, String name) {
        if (!in.has(name)) {
            in.fault(name, "is missing");
        }
        Amount<Double> amount = number(in, name);
        return amount == null ? new Amount.Literal<>(0.0) : amount;
    }

    static Amount<Duration> requiredDuration(Fields in, String name) {
        if (!in.has(name)) {
            in.fault(name, "is missing");
        }
        Amount<Duration> amount = duration(in, name, Duration.ZERO);
        if (in.has(name)
                && amount instanceof Amount.Literal<Duration> literal
                && literal.value().isZero()) {
            in.fault(name, "must be longer than 0");
        }
        return amount;
    }

    /** The one level of a kind that has no limits by level. */
    static Level level(Fields in) {
        var levels = new LinkedHashMap<String, Level>();
        for (Level level : Level.values()) {
            levels.put(level.code(), level);
        }
        return in.word("level", levels, Level.BLUE);
    }

    /** Where the neighbours are that a subject is held against. */
    static Around neighbours(Fields in) {
        Around around = in.value("neighbours", Around.ZONE, Around::parse);
        if (around.reach() == Around.Reach.SELF) {
            in.fault("neighbours", "nothing is its own neighbour");
        }
        return around;
    }

    /** A limit for each level named; at least one must be. */
    static Map<Level, Amount<Double>> levels(Fields in) {
        var levels = new EnumMap<Level, Amount<Double>>(Level.class);
        Fields fields = in.mapping("levels").orElse(null);
        if (fields == null) {
            if (!in.has("levels")) {
                in.fault("levels", "is missing");
            }
            return levels;
        }
        for (Level level : Level.values()) {
            Amount<Double> limit = number(fields, level.code());
            if (limit != null) {
                levels.put(level, limit);
            }
        }
        fields.finish();
        if (levels.isEmpty()) {
            in.fault("levels", "gives no level a limit");
        }
        return levels;
    }

    /** A graver level must not be reached before a milder one; only literals can be compared here. */
    static void requireOrder(Fields in, Map<Level, Amount<Double>> levels, boolean rising) {
        Double previous = null;
        for (Map.Entry<Level, Amount<Double>> entry : levels.entrySet()) {
            if (entry.getValue() instanceof Amount.Literal<Double> literal) {
                double limit = literal.value();
                if (previous != null && (rising ? limit < previous : limit > previous)) {
                    in.fault("levels", "has " + entry.getKey().code() + " reached before a milder level");
                }
                previous = limit;
            }
        }
    }

    static void writeLevels(Map<Level, Amount<Double>> levels, Map<String, Object> out) {
        var written = new LinkedHashMap<String, Object>();
        levels.forEach((level, limit) -> written.put(level.code(), written(limit)));
        out.put("levels", written);
    }

    static void write(String name, @Nullable Amount<?> amount, Map<String, Object> out) {
        if (amount != null) {
            out.put(name, written(amount));
        }
    }

    private static Object written(Amount<?> amount) {
        if (amount instanceof Amount.Attribute<?> attribute) {
            Object otherwise = attribute.otherwise();
            return attribute.name() + (otherwise == null ? "" : ELSE + literal(otherwise));
        }
        return literal(((Amount.Literal<?>) amount).value());
    }

    private static Object literal(Object value) {
        return value instanceof Duration duration ? DurationText.format(duration) : value;
    }

    private static <T> @Nullable Amount<T> amount(
            Fields in, String name, Map<String, Object> looks, Function<String, T> parse) {
        in.looksLike(name, looks);
        return in.plainOrQuoted(name, (text, plain) -> {
            if (Amounts.isAttributeName(text)) {
                return new Amount.Attribute<>(text, null);
            }
            int otherwise = text.indexOf(ELSE);
            if (otherwise > 0 && Amounts.isAttributeName(text.substring(0, otherwise))) {
                return new Amount.Attribute<>(
                        text.substring(0, otherwise), parse.apply(text.substring(otherwise + ELSE.length())));
            }
            try {
                return new Amount.Literal<>(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + ", nor the name of an attribute", e);
            }
        });
    }
}
