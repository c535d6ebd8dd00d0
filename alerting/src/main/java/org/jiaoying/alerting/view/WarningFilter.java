package org.jiaoying.alerting.view;

import java.time.DateTimeException;
import java.time.Instant;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings are asked for; what is absent does not restrict.
 *
 * @param state a {@link org.jiaoying.alerting.warning.WarningState}'s name
 * @param hazard a {@link org.jiaoying.domain.Hazard}'s code
 * @param words what must stand in the place, the reason, the id or the code, in either language
 * @param after only those that stand after this one in the list
 */
public record WarningFilter(
        @Nullable String state,
        boolean activeOnly,
        @Nullable SiteKey site,
        @Nullable Level level,
        @Nullable String hazard,
        @Nullable Boolean drill,
        @Nullable String words,
        @Nullable Cursor after) {

    /** A place in the list; its text form is what the API hands out. */
    public record Cursor(Instant openedAt, String id) {

        /** @throws IllegalArgumentException if it is not what {@link #toString} wrote */
        public static Cursor parse(String text) {
            int split = text.indexOf('~');
            if (split < 1) {
                throw new IllegalArgumentException("not a place in the list: " + text);
            }
            try {
                return new Cursor(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, split))), text.substring(split + 1));
            } catch (NumberFormatException | DateTimeException e) {
                throw new IllegalArgumentException("not a place in the list: " + text, e);
            }
        }

        @Override
        public String toString() {
            return openedAt.toEpochMilli() + "~" + id;
        }
    }
}
