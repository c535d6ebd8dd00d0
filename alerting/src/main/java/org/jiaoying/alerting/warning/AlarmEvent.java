package org.jiaoying.alerting.warning;

/** What happens to an alarm, in the words of ISA-18.2 where it has one. */
public enum AlarmEvent {
    /** A limit is crossed. */
    OCCUR,
    /** The danger grows beyond the level people were called for. */
    RISE,
    /** Somebody has it. */
    ACKNOWLEDGE,
    /** Every breach has cleared. */
    RETURN_TO_NORMAL,
    /** It comes back after a short calm: the same event. */
    RECUR,
    /** It comes back after a long calm: a new event. */
    RECUR_LATER,
    /** The closing report says that the work was done, or an officer closes it. */
    CONFIRM,
    /** An officer lays it to rest for a time. */
    SHELVE,
    /** The time on the shelf is over: it is there, and nobody had it. */
    UNSHELVE_UNACKNOWLEDGED,
    /** The time on the shelf is over: it is there, and somebody has it. */
    UNSHELVE_ACKNOWLEDGED,
    /** The time on the shelf is over: it has cleared, and nobody had it. */
    UNSHELVE_RETURNED,
    /** The time on the shelf is over: it has cleared, and somebody had it. */
    UNSHELVE_LATCHED,
    /** The process is in a state in which this is no alarm. */
    SUPPRESS,
    /** It is taken down for repair. */
    TAKE_OUT_OF_SERVICE,
    /** The rest is over, and nothing is there. */
    END_REST,
    /** The rest is over, and what it withheld is still there. */
    END_REST_STILL_THERE
}
