package org.jiaoying.alerting.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach one person by one channel about one warning (叫).
 *
 * @param id follows from the warning, chase, tier, attempt, person and channel, so that one attempt is one call whoever makes it
 * @param chase which chase of the warning, from 1
 * @param tier the stage of the chain, from 1; 0 for what is outside the chain (reminders, officers)
 * @param attempt from 1
 * @param answerDue when the person's time to answer is over; absent where no answer is awaited
 */
public record Call(
        String id,
        String warningId,
        Kind kind,
        int chase,
        int tier,
        int attempt,
        String personId,
        String channel,
        String address,
        CallState state,
        @Nullable Instant answerDue) {

    /** What it is for. */
    public enum Kind {
        /** To act and to answer. */
        CALL,
        /** A report is overdue. */
        REMINDER,
        /** To the duty officers: nobody answers, or nobody reports. */
        OFFICER
    }
}
