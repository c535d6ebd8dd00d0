package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.document.Fields;

/** The fields of a rule that say which declared windows are planned work: recorded, and nobody called. */
final class PlannedFields {
    private static final int MAX_KINDS = 10;

    private PlannedFields() {}

    static List<String> kinds(Fields in) {
        return in.values("planned", MAX_KINDS, PlannedFields::kindOfWindow);
    }

    static Amount<Duration> atMost(Fields in, List<String> kinds) {
        if (kinds.isEmpty() && in.has("planned-at-most")) {
            in.fault("planned-at-most", "needs 'planned': the kinds of declared windows");
        }
        return AmountFields.duration(in, "planned-at-most", Condition.PLANNED_AT_MOST);
    }

    static void write(List<String> kinds, Amount<Duration> atMost, Map<String, Object> out) {
        if (!kinds.isEmpty()) {
            out.put("planned", kinds);
            AmountFields.write("planned-at-most", atMost, out);
        }
    }

    private static String kindOfWindow(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("is no kind of a declared window");
        }
        return text;
    }
}
