package org.jiaoying.alerting.notify.sms;

import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.dispatch.Rate;

/**
 * How SMS centers are reached.
 *
 * @param centers tried in this order: a text goes over the first one that is connected
 * @param sender number or name from which texts come; empty: the center sets it
 * @param window texts under way to a center at a time
 * @param answerWithin how long a center may take to answer
 * @param enquireEvery how often an idle link is tried
 * @param receiptIdsDecimal whether the center reports in decimal digits what it took under hexadecimal ones
 * @param rate texts the centers take
 */
public record SmppSettings(
        List<Center> centers,
        String sender,
        int window,
        Duration answerWithin,
        Duration enquireEvery,
        boolean receiptIdsDecimal,
        Rate rate) {
    private static final Rate USUAL_RATE = Rate.perSecond(50);

    /** One SMS center and our account there. */
    public record Center(String host, int port, String systemId, String password) {
        /** Names it in records. */
        public String name() {
            return systemId + "@" + host + ":" + port;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    public SmppSettings {
        centers = List.copyOf(centers);
    }

    public SmppSettings(
            List<Center> centers,
            String sender,
            int window,
            Duration answerWithin,
            Duration enquireEvery,
            boolean receiptIdsDecimal) {
        this(centers, sender, window, answerWithin, enquireEvery, receiptIdsDecimal, USUAL_RATE);
    }
}
