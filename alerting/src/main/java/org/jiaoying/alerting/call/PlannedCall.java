package org.jiaoying.alerting.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that escalation decided to make.
 *
 * @param reason why it is made
 */
public record PlannedCall(
        Call.Kind kind,
        int chase,
        int tier,
        int attempt,
        Callee callee,
        String channel,
        String address,
        @Nullable Instant answerDue,
        Reason reason) {

    /** Why a call is made. */
    public enum Reason {
        /** The warning opened, rose, came back, or the chase was started anew. */
        CHASE_STARTED,
        /** The tier before did not answer in its time. */
        NO_ANSWER,
        /** None of the texts to the tier before arrived. */
        NOT_DELIVERED,
        /** Somebody asked for help, or an officer had the next tier called. */
        NEXT_TIER_ASKED,
        /** The whole chain was called and nobody answered: once more. */
        REPEATED,
        /** Nobody of the chain answered. */
        UNREACHED,
        /** One of those who must answer did not, though others did. */
        SOME_UNREACHED,
        /** One whom this person is responsible for did not answer. */
        SUPERIOR_OF_UNREACHED,
        /** No chain is set for the hazard at this site. */
        NO_CHAIN,
        /** The first report is overdue. */
        FIRST_REPORT_OVERDUE,
        /** The first report lacks what it must say. */
        FIRST_REPORT_POOR,
        /** The closing report is overdue. */
        CLOSING_REPORT_OVERDUE
    }

    /** The call's id, the same for whoever decides it. */
    public String idFor(String warningId) {
        return String.join(
                "-",
                warningId,
                kind.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT) + chase + "." + tier + "." + attempt,
                callee.id(),
                channel);
    }
}
