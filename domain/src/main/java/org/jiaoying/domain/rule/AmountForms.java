package org.jiaoying.domain.rule;

import java.util.List;
import java.util.Map;

/** What amounts look like, as JSON Schemas: a literal, the name of an attribute, or one with what holds where it is missing. */
final class AmountForms {
    private static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9_-]{0,63}";
    private static final String NUMBER_TEXT = "[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?";
    private static final String DURATION_TEXT = "(\\d{1,9}(ms|s|m|h|d))+";

    static final Map<String, Object> NUMBER =
            Map.of("type", List.of("number", "string"), "pattern", orAttribute(NUMBER_TEXT));
    static final Map<String, Object> COUNT = Map.of(
            "type",
            List.of("integer", "string"),
            "minimum",
            1,
            "maximum",
            Amounts.MAX_COUNT,
            "pattern",
            orAttribute("\\d{1,3}"));
    static final Map<String, Object> DURATION = Map.of("type", "string", "pattern", orAttribute(DURATION_TEXT));

    private AmountForms() {}

    private static String orAttribute(String literal) {
        return "^(" + literal + "|" + ATTRIBUTE + "( else " + literal + ")?)$";
    }
}
