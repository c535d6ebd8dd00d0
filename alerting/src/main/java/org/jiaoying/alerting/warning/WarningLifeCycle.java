package org.jiaoying.alerting.warning;

import static org.jiaoying.alerting.lifecycle.LifeCycle.step;
import static org.jiaoying.alerting.warning.WarningEvent.ACKNOWLEDGE;
import static org.jiaoying.alerting.warning.WarningEvent.CALL_ANEW;
import static org.jiaoying.alerting.warning.WarningEvent.CALL_FURTHER;
import static org.jiaoying.alerting.warning.WarningEvent.CLEAR;
import static org.jiaoying.alerting.warning.WarningEvent.CLOSE;
import static org.jiaoying.alerting.warning.WarningEvent.REPORT;
import static org.jiaoying.alerting.warning.WarningEvent.REPORT_CLOSING;
import static org.jiaoying.alerting.warning.WarningEvent.RETURN;
import static org.jiaoying.alerting.warning.WarningState.ACKNOWLEDGED;
import static org.jiaoying.alerting.warning.WarningState.CLEARED_ACKNOWLEDGED;
import static org.jiaoying.alerting.warning.WarningState.CLEARED_REPORTED;
import static org.jiaoying.alerting.warning.WarningState.CLEARED_UNANSWERED;
import static org.jiaoying.alerting.warning.WarningState.CLOSED;
import static org.jiaoying.alerting.warning.WarningState.OPEN;
import static org.jiaoying.alerting.warning.WarningState.REPORTED;

import java.util.List;
import org.jiaoying.alerting.lifecycle.LifeCycle;

/**
 * The life of a warning, after the alarm states of ISA-18.2: whether the danger is there, and whether people have answered,
 * are two things, and neither ends the other.
 */
public final class WarningLifeCycle {
    public static final LifeCycle<WarningState, WarningEvent> TABLE = new LifeCycle<>(
            "warning",
            OPEN,
            List.of(
                    step(OPEN, CALL_ANEW, OPEN),
                    step(OPEN, CALL_FURTHER, OPEN),
                    step(OPEN, ACKNOWLEDGE, ACKNOWLEDGED),
                    step(OPEN, REPORT, REPORTED),
                    step(OPEN, CLEAR, CLEARED_UNANSWERED),
                    step(OPEN, CLOSE, CLOSED),
                    step(ACKNOWLEDGED, CALL_ANEW, OPEN),
                    step(ACKNOWLEDGED, CALL_FURTHER, OPEN),
                    step(ACKNOWLEDGED, ACKNOWLEDGE, ACKNOWLEDGED),
                    step(ACKNOWLEDGED, REPORT, REPORTED),
                    step(ACKNOWLEDGED, CLEAR, CLEARED_ACKNOWLEDGED),
                    step(ACKNOWLEDGED, CLOSE, CLOSED),
                    step(REPORTED, CALL_ANEW, OPEN),
                    step(REPORTED, CALL_FURTHER, OPEN),
                    step(REPORTED, ACKNOWLEDGE, REPORTED),
                    step(REPORTED, REPORT, REPORTED),
                    step(REPORTED, CLEAR, CLEARED_REPORTED),
                    step(REPORTED, CLOSE, CLOSED),
                    step(CLEARED_UNANSWERED, CALL_ANEW, CLEARED_UNANSWERED),
                    step(CLEARED_UNANSWERED, CALL_FURTHER, CLEARED_UNANSWERED),
                    step(CLEARED_UNANSWERED, ACKNOWLEDGE, CLEARED_ACKNOWLEDGED),
                    step(CLEARED_UNANSWERED, REPORT, CLEARED_REPORTED),
                    step(CLEARED_UNANSWERED, REPORT_CLOSING, CLOSED),
                    step(CLEARED_UNANSWERED, RETURN, OPEN),
                    step(CLEARED_UNANSWERED, CLOSE, CLOSED),
                    step(CLEARED_ACKNOWLEDGED, CALL_FURTHER, CLEARED_UNANSWERED),
                    step(CLEARED_ACKNOWLEDGED, ACKNOWLEDGE, CLEARED_ACKNOWLEDGED),
                    step(CLEARED_ACKNOWLEDGED, REPORT, CLEARED_REPORTED),
                    step(CLEARED_ACKNOWLEDGED, REPORT_CLOSING, CLOSED),
                    step(CLEARED_ACKNOWLEDGED, RETURN, ACKNOWLEDGED),
                    step(CLEARED_ACKNOWLEDGED, CLOSE, CLOSED),
                    step(CLEARED_REPORTED, CALL_FURTHER, CLEARED_UNANSWERED),
                    step(CLEARED_REPORTED, ACKNOWLEDGE, CLEARED_REPORTED),
                    step(CLEARED_REPORTED, REPORT, CLEARED_REPORTED),
                    step(CLEARED_REPORTED, REPORT_CLOSING, CLOSED),
                    step(CLEARED_REPORTED, RETURN, REPORTED),
                    step(CLEARED_REPORTED, CLOSE, CLOSED)));

    private WarningLifeCycle() {}
}
