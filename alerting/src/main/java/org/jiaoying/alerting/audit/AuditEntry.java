package org.jiaoying.alerting.audit;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What happened: who did what to whom.
 *
 * @param at to the millisecond
 * @param actor such as {@code account:officer}
 * @param action such as {@code warning.acknowledged}
 * @param subject such as a warning's id
 * @param detail a JSON object as text, on one line
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String detail) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public AuditEntry {
        // A line break in a field would let two different entries have the same canonical form.
        actor = oneLine(actor);
        action = oneLine(action);
        subject = oneLine(subject);
        detail = oneLine(detail);
    }

    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
