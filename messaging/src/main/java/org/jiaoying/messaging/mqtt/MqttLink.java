package org.jiaoying.messaging.mqtt;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting link to an MQTT 5 broker: subscribed as asked whenever the broker is there, and by itself there again when it
 * was not.
 *
 * <ol>
 *   <li>{@link #open} returns at once; the link's thread ("mqtt-link " and the client id) connects and subscribes.
 *   <li>Each connection is a {@link Connection} of its own. When it ends, for whatever reason, the link's thread tears it
 *       down, fails what was being published, waits as {@link BackOff} says, and makes the next one.
 *   <li>A refusal that needs a person (password, rights) is tried again only at the longest back-off: {@link
 *       LinkState#REFUSED}.
 *   <li>{@link #close} or {@link #abort} ends it for good.
 * </ol>
 *
 * <p>Inbound: at least once. A message belongs to the broker until it is acknowledged; what is not acknowledged when a
 * connection ends comes again on the next one, if the session is persistent. Nothing is held here.
 *
 * <p>Outbound: every publication has an outcome. When a connection ends, those that were not answered fail with a reason
 * that says whether to try again; the link does not repeat them, because only the caller knows whether they still matter and
 * in which order.
 *
 * <p>Safe for use by several threads.
 */
public final class MqttLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);

    private final MqttLinkOptions options;
    private final InboundHandler handler;
    private final LinkListener listener;
    private final Counters counters = new Counters();
    private final Publications publications;
    private final ScheduledExecutorService thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stateChanged = lock.newCondition();
    private volatile LinkState state = LinkState.WAITING;

    // Only the link's thread writes these.
    private volatile @Nullable Connection connection;
    private boolean connectedBefore;
    private int failures;

    private MqttLink(MqttLinkOptions options, InboundHandler handler, LinkListener listener) {
        this.options = options;
        this.handler = handler;
        this.listener = listener;
        this.publications = new Publications(options, counters);
        this.thread = linkThread("mqtt-link " + options.clientId());
    }

    private static ScheduledExecutorService linkThread(String name) {
        var executor = new ScheduledThreadPoolExecutor(1, runnable -> {
            var thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return Executors.unconfigurableScheduledExecutorService(executor);
    }

    /** Opens a link nobody listens to. */
    public static MqttLink open(MqttLinkOptions options, InboundHandler handler) {
        return open(options, handler, LinkListener.NONE);
    }

    /** Opens a link that only publishes. */
    public static MqttLink open(MqttLinkOptions options) {
        return open(options, Inbound::acknowledge, LinkListener.NONE);
    }

    /**
     * Opens a link; returns before it stands. It never gives up: ask {@link #state} or the listener how it is.
     *
     * @throws IllegalArgumentException if the broker's address is neither {@code tcp://} nor {@code ssl://}, or the file of
     *     its authorities cannot be used
     */
    public static MqttLink open(MqttLinkOptions options, InboundHandler handler, LinkListener listener) {
        new NoDelaySockets().factoryFor(options.broker(), options.authorities());
        var link = new MqttLink(options, handler, listener);
        link.post(link::connect);
        return link;
    }

    /**
     * Publishes a message; never blocks.
     *
     * @param qos 0 or 1
     * @return completes with what the broker answered (QoS 0: when it was written), or exceptionally with a {@link
     *     PublishFailedException} that says why and whether it is worth trying again. Completes on the link's thread or on
     *     the caller's: what is chained to it must not block
     */
    public CompletableFuture<Published> publish(String topic, byte[] payload, int qos) {
        var publication = new Publication(topic, payload, qos);
        if (publications.tryPlace()) {
            publications.add(publication);
        } else {
            failForRoom(publication);
        }
        return publication.outcome;
    }

    /**
     * The same, waiting for room if more is under way than the link holds: for a sender that is to be no faster than the
     * broker. Never from the handler or from what is chained to an outcome.
     *
     * @param patience how long to wait at the most; then it fails with {@link PublishFailure#NO_ROOM}
     */
    public CompletableFuture<Published> publishWhenRoom(String topic, byte[] payload, int qos, Duration patience)
            throws InterruptedException {
        var publication = new Publication(topic, payload, qos);
        if (publications.awaitPlace(patience)) {
            publications.add(publication);
        } else {
            failForRoom(publication);
        }
        return publication.outcome;
    }

    private void failForRoom(Publication publication) {
        counters.failed.increment();
        publication.outcome.completeExceptionally(new PublishFailedException(
                PublishFailure.NO_ROOM, options.publishRoom() + " publications are unanswered already"));
    }

    public LinkState state() {
        return state;
    }

    /** Waits until the link stands; false if it did not in that time, or is closed. */
    public boolean awaitConnected(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (state != LinkState.CONNECTED && state != LinkState.CLOSED && left > 0) {
                left = stateChanged.awaitNanos(left);
            }
            return state == LinkState.CONNECTED;
        } finally {
            lock.unlock();
        }
    }

    public LinkCounts counts() {
        Connection current = connection;
        return counters.snapshot(current == null ? 0 : current.unacknowledged(), publications.outstanding());
    }

    /**
     * Closes in order: takes no more publications, waits for the outcome of those under way, says goodbye. The session stays
     * at the broker until it expires, with everything that was not acknowledged. Not from the handler or the listener.
     */
    @Override
    public void close() {
        publications.close();
        try {
            publications.awaitEmpty(options.closeTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shutDown(Connection::leave);
    }

    /** Ends at once without a goodbye, as a crash would: the broker publishes the will. */
    public void abort() {
        publications.close();
        shutDown(Connection::tearDown);
    }

    private void shutDown(Consumer<Connection> end) {
        var closed = new CompletableFuture<Void>();
        post(() -> {
            Connection current = connection;
            connection = null;
            publications.detach("the link was closed");
            if (current != null) {
                end.accept(current);
            }
            moveTo(LinkState.CLOSED);
            thread.shutdown();
            closed.complete(null);
        });
        if (!thread.isShutdown()) {
            closed.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        }
    }

    private void connect() {
        moveTo(LinkState.CONNECTING);
        try {
            var next = new Connection(options, handler, counters, new Events());
            connection = next;
            thread.schedule(
                    () -> giveUpConnecting(next), options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
            next.open(options.cleanStart() && !connectedBefore);
        } catch (MqttException e) {
            lost(null, new Loss(LossReason.UNREACHABLE, e.toString()));
        }
    }

    private void giveUpConnecting(Connection candidate) {
        if (connection == candidate && state == LinkState.CONNECTING) {
            candidate.end(new Loss(LossReason.NO_ANSWER, "not connected within " + options.connectTimeout()));
        }
    }

    private void stands(Connection candidate, Connection.Session session) {
        if (connection != candidate) {
            return;
        }
        if (connectedBefore && !session.kept() && !options.sessionExpiry().isZero()) {
            LOG.warn("{}: the broker forgot the session; what was published meanwhile is not here", options);
        }
        connectedBefore = true;
        counters.connects.increment();
        // First: who waits for the state publishes at once.
        publications.attach(candidate, session);
        moveTo(LinkState.CONNECTED);
        tell(() -> listener.connected(session.kept()));
        // A connection counts as lasting, and the back-off starts anew, once it has outlived the longest pause.
        thread.schedule(() -> lasts(candidate), options.backOff().max().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lasts(Connection candidate) {
        if (connection == candidate) {
            failures = 0;
        }
    }

    private void lost(@Nullable Connection lost, Loss loss) {
        if (connection != lost && lost != null) {
            return;
        }
        connection = null;
        publications.detach(loss.toString());
        if (lost != null) {
            lost.tearDown();
        }
        failures++;
        counters.losses.increment();
        moveTo(loss.reason().needsPerson() ? LinkState.REFUSED : LinkState.WAITING);
        Random chance = ThreadLocalRandom.current();
        Duration pause = options.backOff().delay(loss.reason(), failures, chance.nextDouble());
        LOG.warn("{}: no connection: {}; next attempt in {} ms", options, loss, pause.toMillis());
        tell(() -> listener.lost(loss));
        thread.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void moveTo(LinkState next) {
        lock.lock();
        try {
            state = state.to(next);
            stateChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("the listener of {} threw", options, e);
        }
    }

    private void post(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed", options);
        }
    }

    private final class Events implements Connection.Events {
        @Override
        public void stands(Connection candidate, Connection.Session session) {
            post(() -> MqttLink.this.stands(candidate, session));
        }

        @Override
        public void ended(Connection ended, Loss loss) {
            post(() -> lost(ended, loss));
        }
    }
}
