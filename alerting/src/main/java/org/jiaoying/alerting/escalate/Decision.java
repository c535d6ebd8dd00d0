package org.jiaoying.alerting.escalate;

import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.warning.Warning;
import org.jspecify.annotations.Nullable;

/**
 * What escalation decided about one warning at one moment.
 *
 * @param warning as it is afterwards
 * @param calls to be made now, each with its reason
 * @param notes what else happened, for the record
 * @param unreached who is on the list of the unreached from now on
 * @param nextAt when to look at it again; absent: only when something happens to it
 * @param next what is due then
 */
public record Decision(
        Warning warning,
        List<PlannedCall> calls,
        List<Note> notes,
        List<Callee> unreached,
        @Nullable Instant nextAt,
        @Nullable Next next) {

    /** What happened that is no call. */
    public enum Note {
        /** The whole chain was called and nobody answered. */
        UNREACHED,
        /** Somebody answered, but not each of those who must. */
        SOME_UNREACHED,
        /** No chain is set for the hazard at this site. */
        NO_CHAIN,
        /** There is nobody at all who could be called. */
        NOBODY_TO_CALL,
        /** The time of shelving is over. */
        UNSHELVED
    }

    /** What is due next. */
    public enum Next {
        NEXT_TIER,
        REPEAT,
        END_OF_REPEATS,
        END_OF_CHASE,
        FIRST_REPORT,
        CLOSING_REPORT,
        END_OF_SHELVING
    }
}
