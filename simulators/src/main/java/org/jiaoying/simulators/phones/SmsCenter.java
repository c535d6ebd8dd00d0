package org.jiaoying.simulators.phones;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jiaoying.domain.time.Agenda;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated SMS center with its phones. Systems bind over SMPP 3.4 and send texts; receipts and answers fall due at times of the
 * given clock and leave in {@link #runDue}.
 *
 * <p>What it promises: a text the center took reaches its phone once, however often its sender repeats it under the same
 * reference; a receipt or reply is repeated under the same id until a bound system acknowledges it. All of it is in memory: the
 * center forgets when it is closed.
 *
 * <p>Threads: jSMPP's call the listener; {@code sms-center} runs what is due and hands it to threads {@code sms-lane-N}; what
 * concerns one phone stays in order. Every method may be called from any thread.
 */
public final class SmsCenter implements Agenda, AutoCloseable {
    /** Vendor parameter of submit_sm with the sender's own id of the call, 1 to 255 octets: a repeat is recognised by it. */
    public static final short TAG_CALL_REFERENCE = 0x1401;

    /** Vendor parameter of deliver_sm with the center's id of a reply: a repeat carries the same one. */
    public static final short TAG_REPLY_ID = 0x1402;

    private static final Logger LOG = LoggerFactory.getLogger(SmsCenter.class);
    private static final int LANES = 16;
    private static final long RESPONSE_PATIENCE_MILLIS = 2_000;

    /** Answers after which a repeat is pointless. */
    private static final Set<Integer> FOR_GOOD =
            Set.of(SMPPConstant.STAT_ESME_RX_P_APPN, SMPPConstant.STAT_ESME_RX_R_APPN);

    private final InstantSource clock;
    private final String serviceNumber;
    private final Exchange exchange;
    private final SmppServer server;
    private final DeliverySender sender;
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, CompletableFuture<Void>> unanswered = new ConcurrentHashMap<>();
    private final ExecutorService conductor = Executors.newSingleThreadExecutor(task -> daemon(task, "sms-center"));
    private final ExecutorService lanes;
    private final ReadWriteLock door = new ReentrantReadWriteLock();
    private volatile boolean alive = true;

    /** Opens the port. */
    public SmsCenter(SmsCenterSettings settings, InstantSource clock) throws IOException {
        this.clock = clock;
        this.serviceNumber = settings.serviceNumber();
        this.exchange = new Exchange(
                settings,
                Long.toString(clock.instant().toEpochMilli(), Character.MAX_RADIX)
                        .toUpperCase(Locale.ROOT));
        this.sender = new DeliverySender(settings.zone());
        var lane = new AtomicInteger();
        this.lanes = Executors.newFixedThreadPool(LANES, task -> daemon(task, "sms-lane-" + lane.incrementAndGet()));
        this.server = new SmppServer(
                settings,
                (SubmissionListener) this::submitted,
                new ServerResponseDeliveryAdapter() {
                    @Override
                    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession source) {
                        answered(result.getMessageId());
                    }

                    @Override
                    public void onSubmitSmRespError(SubmitSmResult result, Exception cause, SMPPServerSession source) {
                        answered(result.getMessageId());
                    }
                },
                system -> exchange.hurry(system, clock.instant()));
    }

    /** Where systems bind, on the loopback address. */
    public int smppPort() {
        return server.port();
    }

    /** Adds a phone, or gives one that exists another person and behaviour. */
    public void put(String number, String person, Behaviour behaviour) {
        if (!PhoneNumbers.isValid(number)) {
            throw new IllegalArgumentException("not a phone number: " + number);
        }
        exchange.put(number, person, behaviour, clock.instant());
    }

    /**
     * Changes what a phone does from now on; answers it still owed from its old behaviour are dropped, and texts kept while it was
     * off arrive.
     *
     * @return whether there is such a phone
     */
    public boolean behave(String number, Behaviour behaviour) {
        return exchange.behave(number, behaviour, clock.instant());
    }

    /** All phones, in the order they were added. */
    public List<PhoneView> phones() {
        return exchange.phones();
    }

    public Optional<PhoneView> phone(String number) {
        return exchange.phone(number);
    }

    /**
     * Has the person with the phone write now; it leaves with the next {@link #runDue}.
     *
     * @return the reply's id; empty if there is no such phone, or it is off or unreachable
     */
    public Optional<String> reply(String number, String text) {
        return exchange.write(number, text, clock.instant());
    }

    public SmsCenterCounts counts() {
        return exchange.counts(refused.get());
    }

    /** Cuts every connection, as a failure of the network would; systems may bind again at once. */
    public void cutConnections() {
        server.cutConnections();
    }

    /**
     * Fails for good, as a center does whose door breaks: who has been told that a text was taken can rely on that, nobody else
     * is told anything any more, and no receipt or answer leaves. New texts are refused, then the connections break.
     */
    public void die() {
        door.writeLock().lock();
        alive = false;
        door.writeLock().unlock();
        unanswered
                .values()
                .forEach(waiting -> waiting.completeOnTimeout(null, RESPONSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .join());
        // What it has said must be read before the connections break, or the other side cannot know what was taken.
        server.awaitRead();
        server.close();
    }

    /** How many sessions are bound to it that receipts and answers can leave by. */
    public int links() {
        return server.links();
    }

    /** Whether it has not died. */
    public boolean isAlive() {
        return alive;
    }

    private SubmitSmResult submitted(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
        door.readLock().lock();
        try {
            if (!alive) {
                throw new ProcessRequestException("the center is failing", SMPPConstant.STAT_ESME_RSYSERR);
            }
            return taken(submit, source);
        } finally {
            door.readLock().unlock();
        }
    }

    private SubmitSmResult taken(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
        String id = exchange.nextId();
        // Before the text is taken: its receipt may fall due at once, and must not overtake the answer.
        unanswered.put(id, new CompletableFuture<>());
        try {
            String system = server.systemOf(source)
                    .orElseThrow(() -> new RefusedSubmissionException(
                            SMPPConstant.STAT_ESME_RINVBNDSTS, "the session is not bound"));
            String taken = exchange.accept(id, SubmissionReader.read(submit, system, serviceNumber), clock.instant());
            if (!taken.equals(id)) {
                answered(id);
            }
            return new SubmitSmResult(new MessageId(taken), OptionalParameters.EMPTY_OPTIONAL_PARAMETERS);
        } catch (RefusedSubmissionException e) {
            answered(id);
            refused.incrementAndGet();
            LOG.warn("a text was refused with status {}: {}", e.status(), e.getMessage());
            throw new ProcessRequestException(e.getMessage(), e.status());
        } catch (PDUStringException e) {
            answered(id);
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR);
        }
    }

    private void answered(String id) {
        CompletableFuture<Void> waiting = unanswered.remove(id);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return CompletableFuture.completedFuture(exchange.nextDue());
    }

    /** Completes when all that was due is acknowledged, refused for good, or postponed. */
    @Override
    public CompletionStage<Void> runDue() {
        return CompletableFuture.runAsync(this::runAllDue, conductor);
    }

    private void runAllDue() {
        List<Planned> due = exchange.takeDue(clock.instant());
        while (!due.isEmpty()) {
            Map<String, CompletableFuture<Void>> byPhone = new LinkedHashMap<>();
            for (Planned planned : due) {
                String phone = ((Planned.Send) planned.task()).phone();
                CompletableFuture<Void> before = byPhone.getOrDefault(phone, CompletableFuture.completedFuture(null));
                byPhone.put(phone, before.thenRunAsync(() -> send(planned), lanes));
            }
            CompletableFuture.allOf(byPhone.values().toArray(CompletableFuture[]::new))
                    .join();
            due = exchange.takeDue(clock.instant());
        }
    }

    private void send(Planned planned) {
        Delivery delivery = ((Planned.Send) planned.task()).delivery();
        Optional<SMPPServerSession> session = server.receiver(delivery.system());
        if (session.isEmpty()) {
            exchange.postpone(planned, clock.instant());
            return;
        }
        awaitAnswerToSubmission(delivery);
        try {
            sender.send(session.get(), delivery);
            exchange.sent(planned);
        } catch (NegativeResponseException e) {
            if (FOR_GOOD.contains(e.getCommandStatus())) {
                LOG.warn("{} refused {} for good, status {}", delivery.system(), delivery.id(), e.getCommandStatus());
                exchange.refused(planned);
            } else {
                postpone(planned, delivery, e);
            }
        } catch (IOException
                | PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | RuntimeException e) {
            postpone(planned, delivery, e);
        }
    }

    private void postpone(Planned planned, Delivery delivery, Exception cause) {
        LOG.info(
                "{} was not acknowledged by {} and will be repeated: {}",
                delivery.id(),
                delivery.system(),
                cause.toString());
        exchange.postpone(planned, clock.instant());
    }

    private void awaitAnswerToSubmission(Delivery delivery) {
        CompletableFuture<Void> waiting = unanswered.get(delivery.id());
        if (waiting != null) {
            waiting.completeOnTimeout(null, RESPONSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Ends the sessions and forgets what was planned. */
    @Override
    public void close() {
        server.close();
        conductor.shutdownNow();
        lanes.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
