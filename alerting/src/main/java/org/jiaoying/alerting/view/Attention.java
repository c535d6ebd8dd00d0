package org.jiaoying.alerting.view;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jiaoying.alerting.warning.WarningState;
import org.jspecify.annotations.Nullable;

/** Why a warning needs a duty officer's hand now. In the order in which they are told: one warning shows the first. */
public enum Attention {
    /** Somebody called asked for help. */
    HELP,
    /** The whole chain, or one of those who must answer, was called in vain: knock on the door. */
    UNREACHED,
    FIRST_REPORT_OVERDUE,
    CLOSING_REPORT_OVERDUE;

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is known of a warning that may need a hand. */
    public record Facts(
            WarningState state,
            boolean helpAsked,
            @Nullable Instant unreachedAt,
            @Nullable Instant firstReportDue,
            @Nullable Instant closingReportDue,
            @Nullable Instant shelvedUntil) {}

    /** Why it needs a hand; empty where people are being reached or have it in hand. */
    public static Optional<Attention> of(Facts facts, Instant now) {
        if (facts.state() == WarningState.CLOSED || isAfter(facts.shelvedUntil(), now)) {
            return Optional.empty();
        }
        if (facts.state().unanswered()) {
            if (facts.helpAsked()) {
                return Optional.of(HELP);
            }
        }
        if (facts.unreachedAt() != null) {
            return Optional.of(UNREACHED);
        }
        if (facts.state().unanswered()) {
            return Optional.empty();
        }
        if (isOver(facts.firstReportDue(), now)) {
            return Optional.of(FIRST_REPORT_OVERDUE);
        }
        return isOver(facts.closingReportDue(), now) ? Optional.of(CLOSING_REPORT_OVERDUE) : Optional.empty();
    }

    private static boolean isAfter(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }

    private static boolean isOver(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }
}
