package org.jiaoying.domain.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds of rules that can be written. */
final class KindForms {
    private static final List<KindForm<?>> ALL = List.of(
            new ThresholdForm(),
            new RateForm(),
            new AbsenceForm(),
            new StuckForm(),
            new TamperForm(),
            new SequenceForm(),
            new CorrelationForm(),
            new CreepForm(),
            new SceneForm(),
            new BaselineForm(),
            new OccupancyForm());

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

    /** What can stand in the sentence of a rule of this kind and condition. */
    static <C extends Condition> Set<String> places(KindForm<C> form, Condition condition) {
        return form.places(form.type().cast(condition));
    }

    private static <C extends Condition> void write(KindForm<C> form, Condition condition, Map<String, Object> out) {
        out.put("kind", form.kind());
        form.write(form.type().cast(condition), out);
    }
}
