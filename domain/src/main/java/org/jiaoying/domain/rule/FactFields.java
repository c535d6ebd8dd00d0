package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

/** How the facts of a rule are read and written. */
final class FactFields {
    private static final int MAX_FACTS = 12;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration CARD_FRESH = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Map<String, Fact.Take> TAKES = takes();
    private static final Map<String, Function<Fields, Fact>> FACTS = facts();

    private FactFields() {}

    static List<Fact> read(Fields in) {
        if (!in.has("facts")) {
            in.fault("facts", "is missing");
        }
        var facts = new ArrayList<Fact>();
        var names = new HashSet<String>();
        for (Fields fields : in.mappings("facts", MAX_FACTS)) {
            if (!FACTS.containsKey(fields.optionalText("of").orElse(""))) {
                fields.word("of", FACTS, FactFields::constant);
                continue;
            }
            Fact fact = fields.word("of", FACTS, FactFields::constant).apply(fields);
            fields.finish();
            if (!names.add(fact.name()) && !fact.name().isEmpty()) {
                fields.fault("name", "'" + fact.name() + "' stands in this rule a second time");
            } else if (!fact.name().isEmpty()) {
                facts.add(fact);
            }
        }
        return facts;
    }

    static List<Map<String, Object>> written(List<Fact> facts) {
        return facts.stream().map(FactFields::written).toList();
    }

    private static Map<String, Function<Fields, Fact>> facts() {
        var facts = new LinkedHashMap<String, Function<Fields, Fact>>();
        facts.put("values", FactFields::values);
        facts.put("cards", in -> new Fact.Cards(name(in), around(in), duration(in, "fresh", CARD_FRESH)));
        facts.put("scenes", FactFields::scenes);
        facts.put("dark", in -> new Fact.Dark(name(in), around(in)));
        facts.put("window", in -> new Fact.Declared(name(in), in.value("kind", "", RuleParser::identifier)));
        facts.put("amount", FactFields::constant);
        return facts;
    }

    private static Fact values(Fields in) {
        Selector selector = in.mapping("subject").map(RuleParser::selector).orElseGet(() -> {
            in.fault("subject", "is missing");
            return new Selector(null, null, null, null, null, null, null, Map.of());
        });
        if (!selector.judgesPoints()) {
            in.fault("subject", "must name a quantity or a point");
        }
        Fact.Take take = in.word("take", TAKES, Fact.Take.LAST);
        Duration over = in.has("over") ? duration(in, "over", FRESH) : null;
        if (take == Fact.Take.RISE && over == null) {
            in.fault("over", "is missing: since when is the rise");
        }
        if (take != Fact.Take.RISE && over != null) {
            in.fault("over", "goes with 'take: rise' only");
        }
        return new Fact.Values(name(in), selector, around(in), take, over, duration(in, "fresh", FRESH));
    }

    private static Fact scenes(Fields in) {
        if (!in.has("over")) {
            in.fault("over", "is missing");
        }
        List<String> types = in.values("types", 20, RuleParser::identifier);
        if (types.isEmpty()) {
            in.fault("types", "names no event");
        }
        return new Fact.Scenes(name(in), types, around(in), duration(in, "over", FRESH));
    }

    private static Fact constant(Fields in) {
        return new Fact.Constant(name(in), AmountFields.requiredNumber(in, "value"));
    }

    private static String name(Fields in) {
        return in.value("name", "", text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("must be 1 to 32 lower-case letters, digits and '_'");
            }
            return text;
        });
    }

    private static Around around(Fields in) {
        return in.value("in", Around.SITE, Around::parse);
    }

    private static Duration duration(Fields in, String name, Duration fallback) {
        return in.optionalValue(name, fallback, DurationText::parse);
    }

    private static Map<String, Object> written(Fact fact) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", fact.name());
        if (fact instanceof Fact.Values values) {
            out.put("of", "values");
            out.put("subject", RuleJson.selector(values.selector()));
            out.put("in", values.in().text());
            out.put("take", values.take().name().toLowerCase(java.util.Locale.ROOT));
            put(out, "over", values.over());
            put(out, "fresh", values.fresh());
        } else if (fact instanceof Fact.Cards cards) {
            out.put("of", "cards");
            out.put("in", cards.in().text());
            put(out, "fresh", cards.fresh());
        } else if (fact instanceof Fact.Scenes scenes) {
            out.put("of", "scenes");
            out.put("types", scenes.types());
            out.put("in", scenes.in().text());
            put(out, "over", scenes.over());
        } else if (fact instanceof Fact.Dark dark) {
            out.put("of", "dark");
            out.put("in", dark.in().text());
        } else if (fact instanceof Fact.Declared declared) {
            out.put("of", "window");
            out.put("kind", declared.kind());
        } else if (fact instanceof Fact.Constant constant) {
            out.put("of", "amount");
            AmountFields.write("value", constant.value(), out);
        }
        return out;
    }

    private static void put(Map<String, Object> out, String name, @Nullable Duration duration) {
        if (duration != null) {
            out.put(name, DurationText.format(duration));
        }
    }

    private static Map<String, Fact.Take> takes() {
        var takes = new LinkedHashMap<String, Fact.Take>();
        for (Fact.Take take : Fact.Take.values()) {
            takes.put(take.name().toLowerCase(java.util.Locale.ROOT), take);
        }
        return takes;
    }
}
