package org.jiaoying.alerting.danger;

import static org.jiaoying.alerting.danger.DangerEvent.CLOSE;
import static org.jiaoying.alerting.danger.DangerEvent.EXTEND;
import static org.jiaoying.alerting.danger.DangerEvent.ORDER;
import static org.jiaoying.alerting.danger.DangerEvent.RECTIFY;
import static org.jiaoying.alerting.danger.DangerEvent.SEND_BACK;
import static org.jiaoying.alerting.danger.DangerEvent.VERIFY;
import static org.jiaoying.alerting.danger.DangerEvent.WITHDRAW;
import static org.jiaoying.alerting.danger.DangerState.CLOSED;
import static org.jiaoying.alerting.danger.DangerState.FOUND;
import static org.jiaoying.alerting.danger.DangerState.ORDERED;
import static org.jiaoying.alerting.danger.DangerState.RECTIFIED;
import static org.jiaoying.alerting.danger.DangerState.VERIFIED;
import static org.jiaoying.alerting.danger.DangerState.WITHDRAWN;
import static org.jiaoying.alerting.lifecycle.LifeCycle.step;

import java.util.List;
import org.jiaoying.alerting.lifecycle.LifeCycle;

/** The life of a hidden danger: a closed loop, in which nothing is closed that nobody looked at again. */
public final class DangerLifeCycle {
    public static final LifeCycle<DangerState, DangerEvent> TABLE = new LifeCycle<>(
            "danger",
            FOUND,
            List.of(
                    step(FOUND, ORDER, ORDERED),
                    step(FOUND, RECTIFY, RECTIFIED),
                    step(FOUND, WITHDRAW, WITHDRAWN),
                    step(ORDERED, EXTEND, ORDERED),
                    step(ORDERED, RECTIFY, RECTIFIED),
                    step(ORDERED, WITHDRAW, WITHDRAWN),
                    step(RECTIFIED, SEND_BACK, ORDERED),
                    step(RECTIFIED, VERIFY, VERIFIED),
                    step(VERIFIED, SEND_BACK, ORDERED),
                    step(VERIFIED, CLOSE, CLOSED)));

    private DangerLifeCycle() {}
}
