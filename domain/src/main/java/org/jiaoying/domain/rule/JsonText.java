package org.jiaoying.domain.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes maps, lists and single values as JSON. */
final class JsonText {
    private final StringBuilder json = new StringBuilder();
    private final boolean pretty;

    private JsonText(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(Map<String, ?> fields) {
        return new JsonText(false).value(fields, 0).toString();
    }

    /** One field a line, for reading. */
    static String pretty(Map<String, ?> fields) {
        return new JsonText(true).value(fields, 0).append("\n").toString();
    }

    private StringBuilder value(Object value, int depth) {
        if (value instanceof Map<?, ?> fields) {
            json.append('{');
            String separator = "";
            // What has no order of its own gets one: the same thing is always the same text.
            Map<?, ?> ordered = fields instanceof LinkedHashMap ? fields : new TreeMap<>(fields);
            for (Map.Entry<?, ?> field : ordered.entrySet()) {
                json.append(separator);
                line(depth + 1);
                text(field.getKey().toString());
                json.append(pretty ? ": " : ":");
                value(field.getValue(), depth + 1);
                separator = ",";
            }
            if (!fields.isEmpty()) {
                line(depth);
            }
            return json.append('}');
        }
        if (value instanceof List<?> items) {
            json.append('[');
            String separator = "";
            for (Object item : items) {
                json.append(separator);
                value(item, depth + 1);
                separator = pretty ? ", " : ",";
            }
            return json.append(']');
        }
        return value instanceof Number || value instanceof Boolean ? json.append(value) : text(value.toString());
    }

    private void line(int depth) {
        if (pretty) {
            json.append('\n').append("  ".repeat(depth));
        }
    }

    private StringBuilder text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }
}
