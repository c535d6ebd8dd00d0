package org.jiaoying.alerting.warning;

/** What happens in a warning's life. */
public enum WarningEvent {
    /** People are called anew, from the first tier: it rose above the level they were called for, or came back after a calm. */
    CALL_ANEW,
    /** The next tier is called: somebody asked for help, or an officer ordered it. */
    CALL_FURTHER,
    /** Somebody acknowledges. */
    ACKNOWLEDGE,
    /** A first or further report comes in. */
    REPORT,
    /** The last open breach clears. */
    CLEAR,
    /** A breach opens after all had cleared. */
    RETURN,
    /** The closing report comes in. */
    REPORT_CLOSING,
    /** An officer closes it with a reason. */
    CLOSE
}
