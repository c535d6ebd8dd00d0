package org.jiaoying.domain.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Writes a rule as the JSON that travels and is stored; {@link RuleParser#rule} reads the same rule back. */
public final class RuleJson {
    private RuleJson() {}

    /** One canonical text for one rule: the same order of fields, defaults left out. */
    public static String write(Rule rule) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", rule.id());
        out.put("hazard", rule.hazard().code());
        out.put("title", sentence(rule.title()));
        out.put("clause", rule.clause());
        out.put("from", rule.holdsFrom().toString());
        out.put("subject", selector(rule.selector()));
        put(out, "during", rule.during());
        KindForms.write(rule.condition(), out);
        out.put("say", sentence(rule.say()));
        out.put("advice", sentence(rule.advice()));
        put(out, "note", rule.note());
        put(out, "mode", rule.mode() == Rule.Mode.LIVE ? null : rule.mode().code());
        return JsonText.compact(out);
    }

    private static Map<String, Object> sentence(Text text) {
        var out = new LinkedHashMap<String, Object>();
        out.put("zh", text.zh());
        out.put("en", text.en());
        return out;
    }

    static Map<String, Object> selector(Selector selector) {
        var out = new LinkedHashMap<String, Object>();
        put(out, "quantity", selector.quantity());
        put(out, "point", selector.point());
        put(out, "device-kind", selector.deviceKind());
        put(out, "site-kind", selector.siteKind());
        put(out, "enterprise", selector.enterprise());
        put(out, "site", selector.site());
        put(out, "device", selector.device());
        if (!selector.where().isEmpty()) {
            out.put("where", new TreeMap<>(selector.where()));
        }
        return out;
    }

    private static void put(Map<String, Object> out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
