package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number that an {@link Expression} speaks of by its name: what is known, now, around the subject of a rule.
 *
 * <p>A fact of values of which nothing is known, or nothing fresh, makes the rule wait: what is not known proves nothing.
 */
public sealed interface Fact {
    String name();

    /**
     * The last values of the points that fit (of: {@code values}).
     *
     * @param selector which points; null fields fit all
     * @param take how they become one number
     * @param over for {@link Take#RISE}: since so long ago; null otherwise
     * @param fresh an older value is not known any more
     */
    record Values(
            String name,
            Selector selector,
            Around in,
            Take take,
            @Nullable Duration over,
            Duration fresh) implements Fact {}

    /** How many different cards were last seen here (of: {@code cards}); one not seen for {@code fresh} has left. */
    record Cards(String name, Around in, Duration fresh) implements Fact {}

    /** How many events of these types the cameras saw in the time up to now (of: {@code scenes}). */
    record Scenes(String name, List<String> types, Around in, Duration over) implements Fact {
        public Scenes {
            types = List.copyOf(types);
        }
    }

    /**
     * For how many minutes every camera that covers the place has been dark: offline, occluded or frozen (of: {@code dark}); 0 while one
     * sees. A camera covers its own zone and those its attribute {@code covers} names.
     */
    record Dark(String name, Around in) implements Fact {}

    /** 1 while a window of this kind is declared for the site or the subject's device, else 0 (of: {@code window}). */
    record Declared(String name, String kind) implements Fact {}

    /** A number of the rule or the register (of: {@code amount}). */
    record Constant(String name, Amount<Double> value) implements Fact {}

    /** How the values of several points become one. */
    enum Take {
        LAST,
        MIN,
        MAX,
        SUM,
        MEAN,
        COUNT,
        RISE
    }
}
