package org.jiaoying.alerting.notify.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one SMS center, kept up for as long as it is open.
 *
 * <p>Life cycle: 1. {@link #start} starts thread {@code smpp-link-CENTER}, which connects and binds as a transceiver, one new
 * session object for each connection; 2. when the session ends it does so again, after a pause that grows to 10 s; 3.
 * {@link #close} unbinds and ends it. jSMPP's own threads read, enquire, and call the listener.
 */
final class SmppLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration BIND = Duration.ofSeconds(10);
    private static final int PROCESSORS = 8;

    /** Takes what the center delivers; returns when it is safe. On jSMPP's threads. */
    @FunctionalInterface
    interface Listener {
        void delivered(DeliverSm pdu, String session) throws ProcessRequestException;
    }

    private final SmppSettings.Center center;
    private final SmppSettings settings;
    private final Listener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore ended = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable SMPPSession bound;
    private volatile @Nullable SMPPSession mute;

    SmppLink(SmppSettings.Center center, SmppSettings settings, Listener listener) {
        this.center = center;
        this.settings = settings;
        this.listener = listener;
        this.thread = new Thread(this::keepUp, "smpp-link-" + center.name());
    }

    void start() {
        thread.start();
    }

    SmppSettings.Center center() {
        return center;
    }

    /** The session, if it is bound now. */
    @Nullable
    SMPPSession session() {
        SMPPSession session = bound;
        return session != null && session.getSessionState() == SessionState.BOUND_TRX ? session : null;
    }

    /** The session left a text without an answer, though it is bound. */
    void fellMute(SMPPSession session) {
        if (!isMute(session)) {
            LOG.warn("{} takes texts and does not answer; others are asked before it", center);
        }
        mute = session;
    }

    /** The session answered a text, be it with a refusal. */
    void answered(SMPPSession session) {
        if (isMute(session)) {
            LOG.info("{} answers again", center);
            mute = null;
        }
    }

    /** Whether the session owes an answer that is overdue. */
    boolean isMute(SMPPSession session) {
        return mute == session;
    }

    private void keepUp() {
        Duration pause = SHORTEST_PAUSE;
        while (closing.getCount() > 0) {
            var session = new SMPPSession();
            try {
                connect(session);
                pause = SHORTEST_PAUSE;
                ended.acquire();
                LOG.warn("the link to {} ended", center);
            } catch (IOException e) {
                LOG.warn("no link to {}: {}; trying again in {}", center, e.getMessage(), pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closing.countDown();
            } finally {
                bound = null;
                session.unbindAndClose();
            }
            pause = pauseAfter(pause);
        }
    }

    private void connect(SMPPSession session) throws IOException {
        session.setEnquireLinkTimer((int) settings.enquireEvery().toMillis());
        session.setTransactionTimer(settings.answerWithin().toMillis());
        session.setPduProcessorDegree(PROCESSORS);
        session.setMessageReceiverListener(new Receiver(session));
        ended.drainPermits();
        session.addSessionStateListener((next, previous, source) -> {
            if (next == SessionState.CLOSED) {
                ended.release();
            }
        });
        session.connectAndBind(
                center.host(),
                center.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        center.systemId(),
                        center.password(),
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null),
                BIND.toMillis());
        bound = session;
        LOG.info("linked to {}", center);
    }

    private Duration pauseAfter(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    @Override
    public void close() {
        closing.countDown();
        ended.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Receiver implements MessageReceiverListener {
        private final SMPPSession session;

        Receiver(SMPPSession session) {
            this.session = session;
        }

        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
            listener.delivered(pdu, session.getSessionId());
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            LOG.debug("{} says {} is available", center, alert.getSourceAddr());
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not taken here", 0x03);
        }
    }
}
