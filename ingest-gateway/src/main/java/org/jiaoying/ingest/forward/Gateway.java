package org.jiaoying.ingest.forward;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.ingest.intake.DeviceClocks;
import org.jiaoying.ingest.intake.Intake;
import org.jiaoying.ingest.intake.IntakeResult;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.mqtt.BackOff;
import org.jiaoying.messaging.mqtt.Inbound;
import org.jiaoying.messaging.mqtt.LinkState;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.messaging.mqtt.Published;
import org.jiaoying.messaging.mqtt.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the devices' messages from the broker into the log. A message is acknowledged to the broker only after Kafka has what
 * was taken of it and what was refused of it has been handed over; until then it is the broker's, and comes again after
 * whatever fails here.
 *
 * <ol>
 *   <li>The link's thread gives each message its time of receipt and a place in its device's {@link Lane}.
 *   <li>The lane's thread ({@code intake-N}) decodes, judges and appends; while Kafka takes nothing it waits, the broker stops
 *       at the receive maximum, and goes on when Kafka does.
 *   <li>The producer's thread learns that the record is safe and acknowledges the message.
 *   <li>Should Kafka refuse a record for good, the connection is dropped: everything that was not acknowledged comes again.
 * </ol>
 *
 * <p>Several gateways share the load by a shared subscription. Each needs an id of its own. Safe for several threads.
 */
public final class Gateway implements AutoCloseable {
    /** What the gateways of a center share. */
    public static final String SHARED_FILTER = "jy/v1/+/+/+/+";

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration BEHIND = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final long REOPEN_MILLIS = 1_000;
    private static final long MAX_REOPEN_MILLIS = 60_000;
    private static final Duration CALM = Duration.ofMinutes(5);
    private static final int MAX_CLOCK_REPORTS = 100;

    private final GatewaySettings settings;
    private final Register register;
    private final InstantSource clock;
    private final DeviceClocks clocks = new DeviceClocks();
    private final FeedTally feeds;
    private final PatientLog log;
    private final Arrivals arrivals;
    private final RejectDesk rejects;
    private final GatewayMeters meters;
    private final LongAdder handled = new LongAdder();
    private final AtomicBoolean resetting = new AtomicBoolean();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(runnable -> {
        var thread = new Thread(runnable, "gateway-ticker");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable MqttLink link;
    private volatile @Nullable Instant lastHeartbeat;
    private volatile boolean closing;

    /** Of the thread that gives heartbeats. */
    private boolean behind;

    // Guarded by resetting.
    private volatile Instant lastReset = Instant.EPOCH;
    private volatile long reopenMillis = REOPEN_MILLIS;

    private Gateway(GatewaySettings settings, Register register, InstantSource clock, MeterRegistry registry) {
        this.settings = settings;
        this.register = register;
        this.clock = clock;
        this.feeds = new FeedTally(register, clocks);
        this.meters = new GatewayMeters(registry, register);
        this.log = new PatientLog(new LogProducer(settings.kafka(), settings.id()));
        this.rejects =
                new RejectDesk(register, settings.rejectsPerSecond(), log::append, this::publish, meters::untold);
        this.arrivals = new Arrivals(clock, settings.workers(), number -> {
            var intake = new Intake(register, settings.intake(), clocks);
            return (arrival, handedOver) -> forward(intake, arrival, handedOver);
        });
        meters.gauge("jiaoying.gateway.waiting", "messages received and not yet in the log", arrivals::waiting);
        meters.gauge("jiaoying.gateway.unsafe", "messages received and not yet acknowledged", this::unsafe);
        meters.gauge("jiaoying.gateway.connected", "1 where the link to the broker stands", this::connected);
        meters.gauge("jiaoying.gateway.heartbeat.age", "seconds since the log was told the time", this::heartbeatAge);
        meters.gauge("jiaoying.register.devices", "devices in the register", register::deviceCount);
    }

    /**
     * Starts a gateway whose heartbeats are given by {@link #heartbeat}: for a replay or a test, where a hand moves the clock.
     *
     * @param register must be complete: what it does not know is refused
     */
    public static Gateway start(
            GatewaySettings settings, Register register, InstantSource clock, MeterRegistry registry) {
        var gateway = new Gateway(settings, register, clock, registry);
        gateway.arrivals.start();
        gateway.openLink();
        return gateway;
    }

    /** Starts a gateway that gives a heartbeat each second by itself. */
    public static Gateway startLive(
            GatewaySettings settings, Register register, InstantSource clock, MeterRegistry registry) {
        Gateway gateway = start(settings, register, clock, registry);
        gateway.ticker.scheduleAtFixedRate(gateway::beatLive, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return gateway;
    }

    private void openLink() {
        MqttLinkOptions.Builder options = MqttLinkOptions.to(settings.broker(), settings.clientId())
                .credentials(settings.user(), settings.password())
                .persistentSession(settings.sessionExpiry())
                .receiveMaximum(settings.receiveMaximum())
                .subscribe(Subscription.shared(settings.group(), SHARED_FILTER))
                .backOff(new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5)));
        Path authorities = settings.brokerAuthorities();
        if (authorities != null) {
            options.authorities(authorities);
        }
        link = MqttLink.open(options.build(), this::received);
    }

    private void received(Inbound message) {
        arrivals.add(message);
    }

    private void forward(Intake intake, Arrival arrival, Runnable handedOver) {
        String topic = arrival.message().topic();
        Timer.Sample appending = meters.appending();
        IntakeResult result = intake.take(topic, arrival.message().payload(), arrival.receivedAt());
        CompletableFuture<?> safe = CompletableFuture.allOf(append(result), rejects.handOver(result.rejects()));
        handedOver.run();
        safe.whenComplete((done, failure) -> {
            if (failure == null) {
                meters.appended(appending);
                meters.count(topic, result);
                feeds.note(topic, arrival.receivedAt(), result);
                arrival.message().acknowledge();
                handled.increment();
            } else {
                reset(failure);
            }
        });
    }

    private CompletableFuture<?> append(IntakeResult result) {
        DeviceMessage accepted = result.accepted();
        return accepted == null
                ? CompletableFuture.completedFuture(null)
                : log.append(accepted, ObservationCodec.encode(accepted));
    }

    private CompletableFuture<Published> publish(String topic, byte[] payload) {
        MqttLink current = link;
        return current == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the link is being made"))
                : current.publish(topic, payload, 1);
    }

    /** Drops the connection, so that the broker sends again what is not safe; at most one at a time. */
    private void reset(Throwable failure) {
        if (closing || !resetting.compareAndSet(false, true)) {
            return;
        }
        LOG.error("the log refused a record; all that is not acknowledged will be taken again", failure);
        meters.reset();
        // A record that is refused again and again must not have everything behind it appended again each second.
        Instant at = clock.instant();
        reopenMillis = at.isAfter(lastReset.plus(CALM)) ? REOPEN_MILLIS : Math.min(MAX_REOPEN_MILLIS, 2 * reopenMillis);
        lastReset = at;
        ticker.schedule(
                () -> {
                    MqttLink old = link;
                    if (old != null) {
                        old.abort();
                    }
                    arrivals.clear();
                    resetting.set(false);
                    if (!closing) {
                        openLink();
                    }
                },
                reopenMillis,
                TimeUnit.MILLISECONDS);
    }

    /** Messages taken or refused whose effects are safe, since the start; one that came twice counts twice. */
    public long handled() {
        return handled.sum();
    }

    /**
     * Tells every partition of the log that everything received by now stands before; whoever moves the clock calls this once
     * {@link #handled} has counted all that was published.
     */
    public void heartbeat() {
        rejects.tick();
        feeds.due(clock.instant()).forEach(this::tell);
        beat(arrivals.completeUntil());
    }

    private void beatLive() {
        try {
            rejects.tick();
            feeds.due(clock.instant()).forEach(this::tell);
            // A message may still come within the millisecond that the clock shows now.
            beat(arrivals.completeUntil().minusMillis(1));
        } catch (RuntimeException e) {
            LOG.warn("no heartbeat: {}", e.toString());
        }
    }

    private void tell(FeedReport report) {
        log.append(report).whenComplete((position, failure) -> {
            if (failure != null) {
                LOG.warn("the health of {} could not be told: {}", report.device(), failure.toString());
            }
        });
    }

    private void beat(Instant at) {
        Instant last = lastHeartbeat;
        if (last == null || !at.isBefore(last)) {
            log.heartbeat(settings.id(), at);
            lastHeartbeat = at;
            behind = false;
        } else if (!behind && last.isAfter(at.plus(BEHIND))) {
            behind = true;
            LOG.error(
                    "the clock was put back from {} to {}: no heartbeat until it has come to where it was, and no silence is noticed",
                    last,
                    at);
        }
    }

    private long unsafe() {
        MqttLink current = link;
        return current == null ? 0 : current.counts().unacknowledged();
    }

    private int connected() {
        MqttLink current = link;
        return current != null && current.state() == LinkState.CONNECTED ? 1 : 0;
    }

    private double heartbeatAge() {
        Instant last = lastHeartbeat;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }

    /** Waits until the link to the broker stands. */
    public boolean awaitConnected(Duration patience) throws InterruptedException {
        MqttLink current = link;
        return current != null && current.awaitConnected(patience);
    }

    /** How it is, now. */
    public GatewayHealth health() {
        MqttLink current = link;
        return new GatewayHealth(
                current == null ? LinkState.WAITING : current.state(),
                handled(),
                arrivals.waiting(),
                unsafe(),
                lastHeartbeat,
                register.deviceCount(),
                clocks.reports(MAX_CLOCK_REPORTS));
    }

    /**
     * What was refused of an enterprise lately, the latest first: at most the last thousand refusals of this gateway. All of
     * them stand in topic {@code rejects}.
     *
     * @param enterprise empty for all
     */
    public List<Reject> latestRejects(String enterprise, int max) {
        return rejects.latest(enterprise, max);
    }

    /** Stops in order: what was appended is made safe and acknowledged, the rest stays with the broker. */
    @Override
    public void close() {
        closing = true;
        ticker.shutdownNow();
        arrivals.close();
        feeds.take().forEach(this::tell);
        // Completes what is under way, for which the link has to be there still.
        log.close();
        MqttLink current = link;
        if (current != null) {
            current.close();
        }
    }
}
