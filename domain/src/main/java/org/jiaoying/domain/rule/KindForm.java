package org.jiaoying.domain.rule;

import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.document.Fields;

/** How the fields of one kind of rule are read and written. */
interface KindForm<C extends Condition> {

    /** The word that stands in the rule's field {@code kind}. */
    String kind();

    Class<C> type();

    /** What can stand in the rule's sentence beside {@link Sentence#PLACES}. */
    Set<String> places();

    /** The same, with what this condition adds of its own. */
    default Set<String> places(C condition) {
        return places();
    }

    /** Whether the selector may pick devices as a whole. */
    default boolean judgesDevices() {
        return false;
    }

    /** Whether the selector may pick points, by quantity or name. */
    default boolean judgesPoints() {
        return true;
    }

    C read(Fields in);

    void write(C condition, Map<String, Object> out);
}
