package org.jiaoying.domain.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Outline;

/**
 * The JSON Schema (draft 7) of rules and rule packs, for completion and checks in editors. It follows from {@link RuleParser}:
 * a new kind, or a new field of a kind, is in it as soon as it is read. What the parser checks beyond it (the order of levels,
 * places of sentences) only {@code rules check} tells.
 */
public final class RuleSchema {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private RuleSchema() {}

    /** The schema, one field a line. */
    public static String json() {
        Set<String> kinds = KindForms.byKind().keySet();
        var definitions = new LinkedHashMap<String, Object>();
        definitions.put("rule", rule(kinds));
        definitions.put("pack", pack());
        for (String kind : kinds) {
            definitions.put(kind, Outline.of(RuleParser::rule, Map.of("kind", kind)));
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", DRAFT);
        schema.put("title", "Jiaoying rules / 叫应规则");
        schema.put("description", "A rule pack, or one rule / 规则包或单条规则");
        schema.put("type", "object");
        schema.put("if", Map.of("required", List.of("rules")));
        schema.put("then", reference("pack"));
        schema.put("else", reference("rule"));
        schema.put("definitions", definitions);
        return JsonText.pretty(schema);
    }

    private static Map<String, Object> rule(Set<String> kinds) {
        var byKind = new ArrayList<Object>();
        for (String kind : kinds) {
            var choice = new LinkedHashMap<String, Object>();
            choice.put("if", kindIs(Map.of("const", kind)));
            choice.put("then", reference(kind));
            byKind.add(choice);
        }
        var rule = new LinkedHashMap<String, Object>(kindIs(Map.of("enum", List.copyOf(kinds))));
        rule.put("allOf", byKind);
        return rule;
    }

    private static Map<String, Object> kindIs(Map<String, Object> what) {
        var kind = new LinkedHashMap<String, Object>();
        kind.put("type", "object");
        kind.put("required", List.of("kind"));
        kind.put("properties", Map.of("kind", what));
        return kind;
    }

    private static Map<String, Object> pack() {
        var rules = new LinkedHashMap<String, Object>();
        rules.put("type", "array");
        rules.put("maxItems", RuleParser.MAX_RULES);
        rules.put("items", reference("rule"));
        var properties = new LinkedHashMap<String, Object>();
        properties.put("pack", Map.of("type", "string"));
        properties.put("rules", rules);
        var pack = new LinkedHashMap<String, Object>();
        pack.put("type", "object");
        pack.put("required", List.of("pack", "rules"));
        pack.put("properties", properties);
        pack.put("additionalProperties", false);
        return pack;
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/definitions/" + definition);
    }
}
