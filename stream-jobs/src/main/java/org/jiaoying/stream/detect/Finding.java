package org.jiaoying.stream.detect;

import java.util.HashMap;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.rule.Rule;

/**
 * A rule at a subject, as the writer of transitions needs it.
 *
 * @param places what stands in the rule's sentence beside the subject's names
 */
record Finding(Rule rule, int version, Named subject, String unit, Map<String, Text> places) {

    static Finding of(Watch watch) {
        return new Finding(watch.rule(), watch.version(), watch.subject(), watch.unit(), watch.places());
    }

    /** All places of the sentence that do not depend on the step. */
    Map<String, Text> filled() {
        var filled = new HashMap<>(subject.names());
        filled.putAll(places);
        filled.put("title", rule.title());
        filled.put("unit", Text.same(unit));
        return filled;
    }
}
