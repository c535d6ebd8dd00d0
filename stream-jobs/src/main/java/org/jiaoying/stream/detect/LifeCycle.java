package org.jiaoying.stream.detect;

import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jspecify.annotations.Nullable;

/**
 * The life of a breach as a table: rows are the level it has (none: there is no breach), columns the level that the rule has
 * reached now.
 *
 * <pre>
 * from \ to   none      blue      yellow    orange    red
 * none        -         OPENED    OPENED    OPENED    OPENED
 * blue        CLEARED   -         RAISED    RAISED    RAISED
 * yellow      CLEARED   LOWERED   -         RAISED    RAISED
 * orange      CLEARED   LOWERED   LOWERED   -         RAISED
 * red         CLEARED   LOWERED   LOWERED   LOWERED   -
 * </pre>
 */
final class LifeCycle {
    private static final @Nullable Change[][] TABLE = {
        {null, Change.OPENED, Change.OPENED, Change.OPENED, Change.OPENED},
        {Change.CLEARED, null, Change.RAISED, Change.RAISED, Change.RAISED},
        {Change.CLEARED, Change.LOWERED, null, Change.RAISED, Change.RAISED},
        {Change.CLEARED, Change.LOWERED, Change.LOWERED, null, Change.RAISED},
        {Change.CLEARED, Change.LOWERED, Change.LOWERED, Change.LOWERED, null},
    };

    private LifeCycle() {}

    /** The step from one level to another; null where there is none to take. */
    static @Nullable Change step(@Nullable Level from, @Nullable Level to) {
        return TABLE[index(from)][index(to)];
    }

    private static int index(@Nullable Level level) {
        return level == null ? 0 : 1 + level.ordinal();
    }
}
