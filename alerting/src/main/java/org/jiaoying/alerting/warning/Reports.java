package org.jiaoying.alerting.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who acknowledged, and which reports are due or in. Reminders are counted so that each is sent once.
 *
 * @param acknowledgedBy an {@link org.jiaoying.alerting.Actor} as text
 */
public record Reports(
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant firstDue,
        @Nullable Instant firstAt,
        int firstReminders,
        @Nullable Instant closingDue,
        @Nullable Instant closingAt,
        int closingReminders) {
    public static final Reports NONE = new Reports(null, null, null, null, 0, null, null, 0);

    Reports acknowledged(Instant now, String by, @Nullable Instant due) {
        return new Reports(now, by, due, firstAt, 0, closingDue, closingAt, closingReminders);
    }

    Reports firstIn(Instant now) {
        return new Reports(
                acknowledgedAt, acknowledgedBy, null, now, firstReminders, closingDue, closingAt, closingReminders);
    }

    Reports firstDue(Instant due) {
        return new Reports(acknowledgedAt, acknowledgedBy, due, firstAt, 0, closingDue, closingAt, closingReminders);
    }

    Reports closingDue(@Nullable Instant due) {
        return new Reports(acknowledgedAt, acknowledgedBy, firstDue, firstAt, firstReminders, due, closingAt, 0);
    }

    Reports closingIn(Instant now) {
        return new Reports(acknowledgedAt, acknowledgedBy, null, firstAt, firstReminders, null, now, closingReminders);
    }

    /** One reminder of the first report more. */
    public Reports remindedOfFirst() {
        return new Reports(
                acknowledgedAt,
                acknowledgedBy,
                firstDue,
                firstAt,
                firstReminders + 1,
                closingDue,
                closingAt,
                closingReminders);
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
                closingReminders + 1);
    }
}
