package org.jiaoying.domain.rule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;

/** Reads rules: packs as people write them, single rules as they travel. Every fault is told, with its place. */
public final class RuleParser {
    private static final int MAX_PACK = 1_000_000;
    private static final int MAX_RULE = 64_000;
    static final int MAX_RULES = 1_000;
    private static final Map<String, Rule.Mode> MODES = modes();

    private RuleParser() {}

    /**
     * Reads a rule pack: YAML with {@code pack: NAME} and {@code rules: […]}.
     *
     * @param source the name of the pack's file, for the faults
     * @throws RuleFaultsException with all faults of the pack
     */
    public static List<Rule> pack(String source, String text) {
        var faults = new Faults(source);
        var rules = new ArrayList<Rule>();
        DocumentReader.read(source, text, MAX_PACK, faults).ifPresent(pack -> rules.addAll(pack(pack)));
        requireNone(faults);
        return List.copyOf(rules);
    }

    /**
     * Reads what people keep in files: a rule pack, or a single rule; YAML or JSON.
     *
     * @param source the file's name, for the faults
     * @throws RuleFaultsException with all faults
     */
    public static List<Rule> file(String source, String text) {
        var faults = new Faults(source);
        var rules = new ArrayList<Rule>();
        DocumentReader.read(source, text, MAX_PACK, faults)
                .ifPresent(fields -> rules.addAll(isRule(fields) ? List.of(rule(fields)) : pack(fields)));
        requireNone(faults);
        return List.copyOf(rules);
    }

    private static boolean isRule(Fields fields) {
        return !fields.has("rules") && (fields.has("kind") || fields.has("id"));
    }

    private static List<Rule> pack(Fields pack) {
        var rules = new ArrayList<Rule>();
        pack.value("pack", "", RuleParser::identifier);
        if (!pack.has("rules")) {
            pack.fault("rules", "is missing");
        }
        var ids = new HashSet<String>();
        for (Fields fields : pack.mappings("rules", MAX_RULES)) {
            Rule rule = rule(fields);
            if (!ids.add(rule.id()) && !rule.id().isEmpty()) {
                fields.fault("id", "'" + rule.id() + "' stands in this pack a second time");
            }
            rules.add(rule);
        }
        pack.finish();
        return rules;
    }

    /**
     * Reads one rule: JSON as it travels, or YAML.
     *
     * @throws RuleFaultsException with all faults of the rule
     */
    public static Rule rule(String source, String json) {
        var faults = new Faults(source);
        var rule = DocumentReader.read(source, json, MAX_RULE, faults).map(RuleParser::rule);
        requireNone(faults);
        return rule.orElseThrow();
    }

    private static void requireNone(Faults faults) {
        if (!faults.isEmpty()) {
            throw new RuleFaultsException(faults.all());
        }
    }

    static Rule rule(Fields in) {
        Map<String, KindForm<?>> kinds = KindForms.byKind();
        String id = in.value("id", "", RuleParser::identifier);
        Hazard hazard = in.word("hazard", hazards(), Hazard.GAS);
        Text title = in.sentence("title");
        String clause = in.text("clause");
        LocalDate holdsFrom = in.value("from", LocalDate.EPOCH, RuleParser::date);
        String during = in.has("during") ? in.value("during", "", RuleParser::identifier) : null;
        Text say = in.sentence("say");
        Text advice = in.sentence("advice");
        String note = in.has("note") ? in.text("note") : null;
        Rule.Mode mode = in.optionalWord("mode", MODES, Rule.Mode.LIVE);
        Selector selector = in.mapping("subject").map(RuleParser::selector).orElseGet(() -> {
            in.fault("subject", "is missing");
            return new Selector(null, null, null, null, null, null, null, Map.of());
        });
        boolean kindIsKnown = kinds.containsKey(in.optionalText("kind").orElse(""));
        KindForm<?> form = in.word("kind", kinds, new ThresholdForm());
        if (!kindIsKnown) {
            // The fields of an unknown kind cannot be told from misspelt ones.
            return new Rule(
                    id,
                    hazard,
                    title,
                    clause,
                    holdsFrom,
                    selector,
                    during,
                    form.read(nothing()),
                    say,
                    advice,
                    note,
                    mode);
        }
        Condition condition = form.read(in);
        requirePlaces(in, say, KindForms.places(form, condition));
        if (!selector.judgesPoints() && !form.judgesDevices()) {
            in.fault("subject", "must name a quantity or a point: kind " + form.kind() + " judges values");
        }
        if (selector.judgesPoints() && !form.judgesPoints()) {
            in.fault("subject", "cannot name a quantity or a point: kind " + form.kind() + " judges no values");
        }
        in.finish();
        return new Rule(id, hazard, title, clause, holdsFrom, selector, during, condition, say, advice, note, mode);
    }

    private static Fields nothing() {
        return DocumentReader.read("nothing", "{}", 2, new Faults("nothing")).orElseThrow();
    }

    static Selector selector(Fields in) {
        var selector = new Selector(
                optionalIdentifier(in, "quantity"),
                optionalIdentifier(in, "point"),
                optionalIdentifier(in, "device-kind"),
                optionalIdentifier(in, "site-kind"),
                optionalIdentifier(in, "enterprise"),
                optionalIdentifier(in, "site"),
                optionalIdentifier(in, "device"),
                in.mapping("where").map(RuleParser::attributes).orElse(Map.of()));
        in.finish();
        return selector;
    }

    private static Map<String, String> attributes(Fields in) {
        var attributes = new TreeMap<String, String>();
        for (String name : in.names()) {
            if (!Amounts.isAttributeName(name)) {
                in.fault(name, "is not the name of an attribute");
            }
            attributes.put(name, in.text(name));
        }
        return attributes;
    }

    private static @org.jspecify.annotations.Nullable String optionalIdentifier(Fields in, String name) {
        String id = in.optionalValue(name, "", RuleParser::identifier);
        return id.isEmpty() ? null : id;
    }

    private static void requirePlaces(Fields in, Text say, Set<String> ofKind) {
        var places = new LinkedHashSet<>(Sentence.PLACES);
        places.addAll(ofKind);
        for (String place : new LinkedHashSet<>(Sentence.places(say))) {
            if (!places.contains(place)) {
                in.unknown("say", "'{" + place + "}' is not a place that can be filled", place, places);
            }
        }
    }

    private static Map<String, Hazard> hazards() {
        var hazards = new LinkedHashMap<String, Hazard>();
        for (Hazard hazard : Hazard.values()) {
            hazards.put(hazard.code(), hazard);
        }
        return hazards;
    }

    private static Map<String, Rule.Mode> modes() {
        var modes = new LinkedHashMap<String, Rule.Mode>();
        for (Rule.Mode mode : Rule.Mode.values()) {
            modes.put(mode.code(), mode);
        }
        return modes;
    }

    static String identifier(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_', '-' or '.'");
        }
        return text;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a date such as 2020-02-01", e);
        }
    }
}
