package org.jiaoying.domain.rule;

import java.time.LocalDate;
import java.util.Locale;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What must not happen (规则), as data.
 *
 * @param id unique among all rules; stands in breaches and in the API
 * @param title what is found, in a few words
 * @param clause where it is written that this must not be: standard, article, year; or the case it was learned from
 * @param holdsFrom the day from which it holds, at the site; earlier observations are not judged by it
 * @param selector which devices and points it judges
 * @param during kind of a declared window of the device or its site: the rule is asleep outside of such windows; null for always
 * @param condition when it is violated
 * @param say the sentence for the officer, with places such as {@code {value}}; see {@link Sentence}
 * @param advice what to do first
 * @param note for those who keep the rule, such as that the clause is to be confirmed; null for none
 * @param mode whether it warns, only records, or rests
 */
public record Rule(
        String id,
        Hazard hazard,
        Text title,
        String clause,
        LocalDate holdsFrom,
        Selector selector,
        @Nullable String during,
        Condition condition,
        Text say,
        Text advice,
        @Nullable String note,
        Mode mode) {

    /** What becomes of what a rule finds. */
    public enum Mode {
        /** It warns people. */
        LIVE,
        /** It records what it would have done, and calls nobody (影子运行). */
        SHADOW,
        /** It judges nothing. */
        OFF;

        /** The name used in rules and in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A rule that warns, without a note. */
    public Rule(
            String id,
            Hazard hazard,
            Text title,
            String clause,
            LocalDate holdsFrom,
            Selector selector,
            @Nullable String during,
            Condition condition,
            Text say,
            Text advice) {
        this(id, hazard, title, clause, holdsFrom, selector, during, condition, say, advice, null, Mode.LIVE);
    }

    /** The same rule under another id. */
    public Rule withId(String otherId) {
        return new Rule(
                otherId, hazard, title, clause, holdsFrom, selector, during, condition, say, advice, note, mode);
    }

    /** The same rule in another mode. */
    public Rule withMode(Mode otherMode) {
        return new Rule(
                id, hazard, title, clause, holdsFrom, selector, during, condition, say, advice, note, otherMode);
    }
}
