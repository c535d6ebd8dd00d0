package org.jiaoying.alerting.call;

/** What happens to a call. */
public enum CallEvent {
    SUBMIT,
    DELIVER,
    FAIL,
    ANSWER,
    ASK_HELP,
    WITHDRAW
}
