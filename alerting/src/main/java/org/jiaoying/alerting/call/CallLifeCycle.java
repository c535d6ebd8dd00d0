package org.jiaoying.alerting.call;

import static org.jiaoying.alerting.call.CallEvent.ANSWER;
import static org.jiaoying.alerting.call.CallEvent.ASK_HELP;
import static org.jiaoying.alerting.call.CallEvent.DELIVER;
import static org.jiaoying.alerting.call.CallEvent.FAIL;
import static org.jiaoying.alerting.call.CallEvent.SUBMIT;
import static org.jiaoying.alerting.call.CallEvent.WITHDRAW;
import static org.jiaoying.alerting.call.CallState.ANSWERED;
import static org.jiaoying.alerting.call.CallState.DELIVERED;
import static org.jiaoying.alerting.call.CallState.FAILED;
import static org.jiaoying.alerting.call.CallState.HELP_ASKED;
import static org.jiaoying.alerting.call.CallState.PENDING;
import static org.jiaoying.alerting.call.CallState.SUBMITTED;
import static org.jiaoying.alerting.call.CallState.WITHDRAWN;
import static org.jiaoying.alerting.lifecycle.LifeCycle.step;

import java.util.List;
import org.jiaoying.alerting.lifecycle.LifeCycle;

/** The life of a call. Carriers report late, twice and out of order: an answer outweighs every receipt. */
public final class CallLifeCycle {
    public static final LifeCycle<CallState, CallEvent> TABLE = new LifeCycle<>(
            "call",
            PENDING,
            List.of(
                    step(PENDING, SUBMIT, SUBMITTED),
                    step(PENDING, FAIL, FAILED),
                    step(PENDING, WITHDRAW, WITHDRAWN),
                    // The answer can come before the carrier's word that it has the text.
                    step(PENDING, ANSWER, ANSWERED),
                    step(PENDING, ASK_HELP, HELP_ASKED),
                    step(SUBMITTED, DELIVER, DELIVERED),
                    step(SUBMITTED, FAIL, FAILED),
                    step(SUBMITTED, ANSWER, ANSWERED),
                    step(SUBMITTED, ASK_HELP, HELP_ASKED),
                    step(DELIVERED, ANSWER, ANSWERED),
                    step(DELIVERED, ASK_HELP, HELP_ASKED),
                    // The phone had it in spite of what the carrier said.
                    step(FAILED, DELIVER, DELIVERED),
                    step(FAILED, ANSWER, ANSWERED),
                    step(FAILED, ASK_HELP, HELP_ASKED),
                    step(ANSWERED, ASK_HELP, HELP_ASKED),
                    step(HELP_ASKED, ANSWER, ANSWERED)));

    private CallLifeCycle() {}
}
