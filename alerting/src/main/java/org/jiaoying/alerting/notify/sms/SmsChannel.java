package org.jiaoying.alerting.notify.sms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Submission;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SMS over SMPP 3.4: texts in UCS-2, long ones in parts, each with a request for a receipt; receipts and replies are
 * acknowledged to the center only after {@link Inbox} has them safe.
 *
 * <p>Every part of a text carries its key in vendor parameter {@link #TAG_KEY}, so that a center that reads it drops a
 * repeat; and, for those that know only the standard, 16 bits of it in {@code user_message_reference}.
 *
 * <p>Threads: {@code smpp-link-CENTER} keeps a link up, {@code sms-submit-N} wait for a center's answers, jSMPP's own bring
 * deliveries.
 */
public final class SmsChannel implements Channel, AutoCloseable {
    /** Vendor parameter of submit_sm: the text's key, in ASCII. */
    public static final short TAG_KEY = 0x1401;

    /** Vendor parameter of deliver_sm: the center's own id of a reply, the same when it is repeated. */
    public static final short TAG_REPLY_ID = 0x1402;

    private static final Logger LOG = LoggerFactory.getLogger(SmsChannel.class);
    private static final byte WITH_HEADER = 0x40;
    private static final int TRY_AGAIN_LATER = 0x64;

    /** Our texts are bounded to so many parts; each part may wait for its answer. */
    private static final int MOST_PARTS = 4;

    private static final int MOST_CHARACTERS = 268;

    /** The center is busy: queue full, throttled, or a failure of its own; from SMPP 3.4, 5.1.3. */
    private static final Set<Integer> BUSY = Set.of(0x08, 0x14, 0x58, 0x61, 0x62, 0x64, 0x65);

    private final SmppSettings settings;
    private final Inbox inbox;
    private final List<SmppLink> links = new ArrayList<>();
    private final ExecutorService submitters;

    public SmsChannel(SmppSettings settings, Inbox inbox) {
        this.settings = settings;
        this.inbox = inbox;
        for (SmppSettings.Center center : settings.centers()) {
            links.add(new SmppLink(center, settings, (pdu, session) -> delivered(center, pdu, session)));
        }
        var count = new AtomicInteger();
        this.submitters = Executors.newFixedThreadPool(
                settings.window(), work -> new Thread(work, "sms-submit-" + count.incrementAndGet()));
    }

    public void start() {
        links.forEach(SmppLink::start);
    }

    /** Names of the centers that are connected now. */
    public List<String> connected() {
        return links.stream()
                .filter(link -> link.session() != null)
                .map(link -> link.center().name())
                .toList();
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, MOST_CHARACTERS, false, false, settings.rate());
    }

    @Override
    public boolean reachable() {
        return !connected().isEmpty();
    }

    @Override
    public List<Carrier> carriers() {
        return links.stream()
                .map(link -> new Carrier(link.center().name(), link.session() != null))
                .toList();
    }

    @Override
    public int window() {
        return settings.window();
    }

    @Override
    public Duration handOverWithin() {
        // Each center but the last refuses the first part; the last one takes them all.
        return settings.answerWithin().multipliedBy(MOST_PARTS + links.size() - 1L);
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        try {
            return CompletableFuture.supplyAsync(() -> submit(message), submitters);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("not-connected", "the channel is closing", true));
        }
    }

    /**
     * Over the first center that takes it: one that is away, busy or refuses is passed over at once. Not where it has parts of
     * the text already, nor where nobody knows whether it has: the phone would get them twice. One that took texts and said
     * nothing is asked after all others until it answers again: else every text, and every repeat of it, would wait there.
     */
    private Submission submit(Message message) {
        var refusals = new ArrayList<Submission.NotSent>();
        for (Bound bound : inTurn()) {
            Submission submission = submit(message, bound);
            if (!(submission instanceof Submission.NotSent notSent)
                    || notSent.code().equals(Submission.NotSent.IN_PART)) {
                return submission;
            }
            refusals.add(notSent);
        }
        return refusals.isEmpty()
                ? new Submission.NotSent("not-connected", "no SMS center is connected", true)
                : Submission.NotSent.all(refusals);
    }

    /** A link with the session over which it is bound now. */
    private record Bound(SmppLink link, SMPPSession session) {

        boolean mute() {
            return link.isMute(session);
        }
    }

    private List<Bound> inTurn() {
        var bound = new ArrayList<Bound>();
        for (SmppLink link : links) {
            SMPPSession session = link.session();
            if (session != null) {
                bound.add(new Bound(link, session));
            }
        }
        bound.sort(Comparator.comparing(Bound::mute));
        return bound;
    }

    private Submission submit(Message message, Bound bound) {
        String carrier = bound.link().center().name();
        var ids = new ArrayList<String>();
        try {
            List<byte[]> parts = LongText.split(message.text(), message.key().hashCode());
            for (byte[] part : parts) {
                String id = submitPart(bound.session(), message, part, parts.size() > 1);
                ids.add(DeliveredPdu.submittedId(id));
            }
            bound.link().answered(bound.session());
            return new Submission.Accepted(carrier, ids);
        } catch (NegativeResponseException e) {
            bound.link().answered(bound.session());
            boolean busy = BUSY.contains(e.getCommandStatus());
            String status = String.format("0x%08x", e.getCommandStatus());
            String code = ids.isEmpty() ? busy ? "busy" : "refused" : Submission.NotSent.IN_PART;
            return new Submission.NotSent(code, carrier + " answered " + status, busy);
        } catch (PDUException | IllegalArgumentException e) {
            return new Submission.NotSent("bad-message", String.valueOf(e.getMessage()), false);
        } catch (ResponseTimeoutException e) {
            bound.link().fellMute(bound.session());
            return new Submission.Unknown(carrier + ": " + e.getMessage());
        } catch (InvalidResponseException | IOException e) {
            return new Submission.Unknown(carrier + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("handing {} over failed", message.key(), e);
            return new Submission.Unknown(carrier + ": " + e);
        }
    }

    private String submitPart(SMPPSession session, Message message, byte[] octets, boolean withHeader)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return session.submitShortMessage(
                        "",
                        settings.sender().isEmpty() ? TypeOfNumber.UNKNOWN : senderType(),
                        NumberingPlanIndicator.UNKNOWN,
                        settings.sender(),
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        message.address(),
                        new ESMClass(withHeader ? WITH_HEADER : 0),
                        (byte) 0,
                        (byte) 1,
                        null,
                        null,
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                        (byte) 0,
                        octets,
                        new OptionalParameter.User_message_reference(
                                (short) message.key().hashCode()),
                        new OptionalParameter.OctetString(TAG_KEY, message.key().getBytes(StandardCharsets.US_ASCII)))
                .getMessageId();
    }

    private TypeOfNumber senderType() {
        return settings.sender().chars().allMatch(Character::isDigit)
                ? TypeOfNumber.UNKNOWN
                : TypeOfNumber.ALPHANUMERIC;
    }

    // ------------------------------------------------------------------------------------------- what the center
    // brings

    private void delivered(SmppSettings.Center center, DeliverSm pdu, String session) throws ProcessRequestException {
        try {
            take(center, pdu, session)
                    .toCompletableFuture()
                    .get(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            LOG.warn("{} is told to deliver again: what it brought is not safe yet", center, e);
            throw new ProcessRequestException("not safe yet, deliver again", TRY_AGAIN_LATER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("closing, deliver again", TRY_AGAIN_LATER);
        }
    }

    private CompletionStage<Void> take(SmppSettings.Center center, DeliverSm pdu, String session) {
        if (pdu.isSmscDeliveryReceipt() || pdu.isIntermediateDeliveryNotification()) {
            Receipt receipt = DeliveredPdu.receipt(pdu, center.name(), settings.receiptIdsDecimal());
            if (receipt == null) {
                LOG.warn("a receipt of {} about {} names no message", center, Masked.number(pdu.getSourceAddr()));
                return CompletableFuture.completedFuture(null);
            }
            return inbox.receipt(receipt);
        }
        return inbox.text(DeliveredPdu.text(pdu, center.name() + "/" + session, TAG_REPLY_ID));
    }

    /** Unbinds; what is under way has ended, one way or the other, when this returns. */
    @Override
    public void close() {
        submitters.shutdown();
        try {
            if (!submitters.awaitTermination(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("texts were still under way when the channel closed; they are tried again under the same key");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.forEach(SmppLink::close);
    }
}
