package org.jiaoying.alerting.warning;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acknowledged, and which reports are due or in. Reminders are counted so that each is sent once.
 *
 * @param acknowledgedBy an {@link org.jiaoying.alerting.Actor} as text
 * @param firstReminders of the first report; once it is in, of what it lacks
 * @param missing what the first report, once it is in, still lacks
 */
public record Reports(
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant firstDue,
        @Nullable Instant firstAt,
        int firstReminders,
        @Nullable Instant closingDue,
        @Nullable Instant closingAt,
        int closingReminders,
        Set<Fact> missing) {
    public static final Reports NONE = new Reports(null, null, null, null, 0, null, null, 0, Set.of());

    public Reports {
        missing = Set.copyOf(missing);
    }

    Reports acknowledged(Instant now, String by, @Nullable Instant due) {
        return new Reports(now, by, due, firstAt, 0, closingDue, closingAt, closingReminders, missing);
    }

    /** A first or further report is in: what it says is no longer missing. */
    Reports reportIn(Report report, Instant now) {
        Set<Fact> asked = firstAt == null ? EnumSet.allOf(Fact.class) : missing;
        return new Reports(
                acknowledgedAt,
                acknowledgedBy,
                null,
                firstAt == null ? now : firstAt,
                firstAt == null ? 0 : firstReminders,
                closingDue,
                closingAt,
                closingReminders,
                Fact.missing(asked, report));
    }

    Reports firstDue(Instant due) {
        return new Reports(
                acknowledgedAt, acknowledgedBy, due, firstAt, 0, closingDue, closingAt, closingReminders, missing);
    }

    Reports closingDue(@Nullable Instant due) {
        return new Reports(
                acknowledgedAt, acknowledgedBy, firstDue, firstAt, firstReminders, due, closingAt, 0, missing);
    }

    Reports closingIn(Instant now) {
        return new Reports(
                acknowledgedAt, acknowledgedBy, null, firstAt, firstReminders, null, now, closingReminders, Set.of());
    }

    /** One reminder of the first report, or of what it lacks, more. */
    public Reports remindedOfFirst() {
        return new Reports(
                acknowledgedAt,
                acknowledgedBy,
                firstDue,
                firstAt,
                firstReminders + 1,
                closingDue,
                closingAt,
                closingReminders,
                missing);
    }

    /** One reminder of the closing report more. */
    public Reports remindedOfClosing() {
        return new Reports(
                acknowledgedAt,
                acknowledgedBy,
                firstDue,
                firstAt,
                firstReminders,
                closingDue,
                closingAt,
                closingReminders + 1,
                missing);
    }
}
