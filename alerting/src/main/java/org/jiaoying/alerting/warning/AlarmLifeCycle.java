package org.jiaoying.alerting.warning;

import static org.jiaoying.alerting.lifecycle.LifeCycle.step;
import static org.jiaoying.alerting.warning.AlarmEvent.ACKNOWLEDGE;
import static org.jiaoying.alerting.warning.AlarmEvent.CONFIRM;
import static org.jiaoying.alerting.warning.AlarmEvent.END_REST;
import static org.jiaoying.alerting.warning.AlarmEvent.END_REST_STILL_THERE;
import static org.jiaoying.alerting.warning.AlarmEvent.OCCUR;
import static org.jiaoying.alerting.warning.AlarmEvent.RECUR;
import static org.jiaoying.alerting.warning.AlarmEvent.RECUR_LATER;
import static org.jiaoying.alerting.warning.AlarmEvent.RETURN_TO_NORMAL;
import static org.jiaoying.alerting.warning.AlarmEvent.RISE;
import static org.jiaoying.alerting.warning.AlarmEvent.SHELVE;
import static org.jiaoying.alerting.warning.AlarmEvent.SUPPRESS;
import static org.jiaoying.alerting.warning.AlarmEvent.TAKE_OUT_OF_SERVICE;
import static org.jiaoying.alerting.warning.AlarmEvent.UNSHELVE_ACKNOWLEDGED;
import static org.jiaoying.alerting.warning.AlarmEvent.UNSHELVE_LATCHED;
import static org.jiaoying.alerting.warning.AlarmEvent.UNSHELVE_RETURNED;
import static org.jiaoying.alerting.warning.AlarmEvent.UNSHELVE_UNACKNOWLEDGED;
import static org.jiaoying.alerting.warning.AlarmState.ACKNOWLEDGED;
import static org.jiaoying.alerting.warning.AlarmState.LATCHED;
import static org.jiaoying.alerting.warning.AlarmState.NORMAL;
import static org.jiaoying.alerting.warning.AlarmState.OUT_OF_SERVICE;
import static org.jiaoying.alerting.warning.AlarmState.RETURNED_UNACKNOWLEDGED;
import static org.jiaoying.alerting.warning.AlarmState.SHELVED;
import static org.jiaoying.alerting.warning.AlarmState.SUPPRESSED;
import static org.jiaoying.alerting.warning.AlarmState.UNACKNOWLEDGED;

import java.util.List;
import org.jiaoying.alerting.lifecycle.LifeCycle;

/**
 * The states of ISA-18.2 with all that leads from one to another: a warning's own life, shelving, suppression by design and
 * removal from service. A warning's own life is finer, see {@link WarningLifeCycle}; this is what of it an operator of alarms
 * knows by name.
 */
public final class AlarmLifeCycle {
    public static final LifeCycle<AlarmState, AlarmEvent> TABLE = new LifeCycle<>(
            "alarm",
            NORMAL,
            List.of(
                    step(NORMAL, OCCUR, UNACKNOWLEDGED),
                    step(NORMAL, SUPPRESS, SUPPRESSED),
                    step(NORMAL, TAKE_OUT_OF_SERVICE, OUT_OF_SERVICE),
                    step(UNACKNOWLEDGED, RISE, UNACKNOWLEDGED),
                    step(UNACKNOWLEDGED, ACKNOWLEDGE, ACKNOWLEDGED),
                    step(UNACKNOWLEDGED, RETURN_TO_NORMAL, RETURNED_UNACKNOWLEDGED),
                    step(UNACKNOWLEDGED, CONFIRM, NORMAL),
                    step(UNACKNOWLEDGED, SHELVE, SHELVED),
                    step(ACKNOWLEDGED, RISE, UNACKNOWLEDGED),
                    step(ACKNOWLEDGED, ACKNOWLEDGE, ACKNOWLEDGED),
                    step(ACKNOWLEDGED, RETURN_TO_NORMAL, LATCHED),
                    step(ACKNOWLEDGED, CONFIRM, NORMAL),
                    step(ACKNOWLEDGED, SHELVE, SHELVED),
                    step(RETURNED_UNACKNOWLEDGED, ACKNOWLEDGE, LATCHED),
                    step(RETURNED_UNACKNOWLEDGED, RECUR, UNACKNOWLEDGED),
                    step(RETURNED_UNACKNOWLEDGED, RECUR_LATER, UNACKNOWLEDGED),
                    step(RETURNED_UNACKNOWLEDGED, CONFIRM, NORMAL),
                    step(RETURNED_UNACKNOWLEDGED, SHELVE, SHELVED),
                    step(LATCHED, ACKNOWLEDGE, LATCHED),
                    step(LATCHED, RECUR, ACKNOWLEDGED),
                    step(LATCHED, RECUR_LATER, UNACKNOWLEDGED),
                    step(LATCHED, CONFIRM, NORMAL),
                    step(LATCHED, SHELVE, SHELVED),
                    step(SHELVED, SHELVE, SHELVED),
                    step(SHELVED, ACKNOWLEDGE, SHELVED),
                    step(SHELVED, RETURN_TO_NORMAL, SHELVED),
                    step(SHELVED, RISE, UNACKNOWLEDGED),
                    step(SHELVED, CONFIRM, NORMAL),
                    step(SHELVED, UNSHELVE_UNACKNOWLEDGED, UNACKNOWLEDGED),
                    step(SHELVED, UNSHELVE_ACKNOWLEDGED, ACKNOWLEDGED),
                    step(SHELVED, UNSHELVE_RETURNED, RETURNED_UNACKNOWLEDGED),
                    step(SHELVED, UNSHELVE_LATCHED, LATCHED),
                    step(SUPPRESSED, OCCUR, SUPPRESSED),
                    step(SUPPRESSED, RISE, UNACKNOWLEDGED),
                    step(SUPPRESSED, END_REST, NORMAL),
                    step(SUPPRESSED, END_REST_STILL_THERE, UNACKNOWLEDGED),
                    step(OUT_OF_SERVICE, OCCUR, OUT_OF_SERVICE),
                    step(OUT_OF_SERVICE, RISE, OUT_OF_SERVICE),
                    step(OUT_OF_SERVICE, END_REST, NORMAL),
                    step(OUT_OF_SERVICE, END_REST_STILL_THERE, UNACKNOWLEDGED)));

    private AlarmLifeCycle() {}
}
