package org.jiaoying.domain.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of rules that can be written. */
final class KindForms {
    private static final List<KindForm<?>> ALL = List.of(new ThresholdForm(), new RateForm(), new AbsenceForm());

    private KindForms() {}

    static Map<String, KindForm<?>> byKind() {
        var byKind = new LinkedHashMap<String, KindForm<?>>();
        ALL.forEach(form -> byKind.put(form.kind(), form));
        return byKind;
    }

    /** Writes the kind and its fields. */
    static void write(Condition condition, Map<String, Object> out) {
        for (KindForm<?> form : ALL) {
            if (form.type().isInstance(condition)) {
                write(form, condition, out);
                return;
            }
        }
        throw new IllegalStateException("no form for " + condition.getClass());
    }

    private static <C extends Condition> void write(KindForm<C> form, Condition condition, Map<String, Object> out) {
        out.put("kind", form.kind());
        form.write(form.type().cast(condition), out);
    }
}
