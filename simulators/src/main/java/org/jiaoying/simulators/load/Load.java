package org.jiaoying.simulators.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many devices that send at a steady rate: when the broker slows down, the rate does not (open loop), and what is owed is counted.
 *
 * <p>Life cycle: 1. {@link #connect} opens the connections; 2. {@link #start} starts thread {@code load}, which sends what is due and
 * reads the answers, about once a millisecond; 3. {@link #stop} ends the sending and waits for the answers; 4. {@link #close} closes the
 * connections. A connection that is lost is made again each second; what it had not been answered counts as failed. The rate may be
 * changed while it runs.
 */
public final class Load implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Load.class);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final long TICK_NANOS = 1_000_000;
    private static final long AGAIN_NANOS = 1_000_000_000;
    private static final int BREACH_HUNDREDTHS = 120;

    /** A connection's place, whether it stands or not. */
    private static final class Line {
        private final String clientId;
        private @Nullable Wire wire;
        private long triedNanos;

        Line(String clientId, Wire wire) {
            this.clientId = clientId;
            this.wire = wire;
        }
    }

    private record Injected(Template template, long stamp, CompletableFuture<Injection> done) {}

    private final LoadPlan plan;
    private final URI broker;
    private final InstantSource clock;
    private final Line[] lines;
    private final Template[] templates;
    private final Queue<CompletableFuture<Injection>> wishes = new ConcurrentLinkedQueue<>();
    private final List<Injected> injected = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "load");
    private volatile int messagesPerSecond;
    private volatile boolean sending;
    private volatile boolean running;
    private volatile long startedNanos;
    private volatile long turns;
    private volatile LoadReport report = new LoadReport(0, 0, 0, Duration.ZERO, 0, 0, 0);

    // Only the load's thread touches these.
    private long sent;
    private long acknowledgedBefore;
    private long failed;
    private long mostOutstanding;
    private double owed;
    private int nextDevice;

    private Load(LoadPlan plan, URI broker, InstantSource clock, Line[] lines) {
        this.plan = plan;
        this.broker = broker;
        this.clock = clock;
        this.lines = lines;
        this.messagesPerSecond = plan.messagesPerSecond();
        this.templates = new Template[plan.devices()];
        Arrays.setAll(templates, i -> new Template(plan.device(i)));
        thread.setDaemon(true);
    }

    /**
     * Opens the connections, with the enterprise's name as user and password.
     *
     * @param broker {@code tcp://host:port}
     * @param clock for the stamps of the messages
     * @throws IOException if the broker cannot be reached or does not let the enterprise in
     */
    public static Load connect(LoadPlan plan, URI broker, InstantSource clock) throws IOException {
        var lines = new ArrayList<Line>();
        try {
            for (int i = 0; i < plan.connections(); i++) {
                String clientId = plan.enterprise() + "-load-" + i;
                lines.add(new Line(clientId, wire(plan, broker, clientId)));
            }
            return new Load(plan, broker, clock, lines.toArray(Line[]::new));
        } catch (IOException e) {
            lines.forEach(Load::close);
            throw new IOException("the load cannot connect to " + broker + ": " + e.getMessage(), e);
        }
    }

    private static Wire wire(LoadPlan plan, URI broker, String clientId) throws IOException {
        return Wire.connect(broker, clientId, plan.enterprise(), plan.enterprise(), CONNECT_PATIENCE);
    }

    public void start() {
        startedNanos = System.nanoTime();
        sending = true;
        running = true;
        thread.start();
    }

    /** From now on; what was owed before stays owed. */
    public void rate(int newMessagesPerSecond) {
        messagesPerSecond = newMessagesPerSecond;
    }

    /**
     * Has the device whose turn is next send a value over the limit, and an ordinary one the next time. Completes when it is handed to
     * the network. Injections closer together than one round of the devices are breaches of different devices.
     */
    public CompletableFuture<Injection> inject() {
        var done = new CompletableFuture<Injection>();
        wishes.add(done);
        return done;
    }

    private void run() {
        long last = System.nanoTime();
        long turn = 0;
        while (running) {
            long now = System.nanoTime();
            owed = sending ? owed + (now - last) * 1e-9 * messagesPerSecond : 0;
            last = now;
            tick(now);
            turns = ++turn;
            LockSupport.parkNanos(Math.max(0, TICK_NANOS - (System.nanoTime() - now)));
        }
    }

    private void tick(long now) {
        each(Wire::receive, now);
        long stamp = clock.millis();
        while (owed >= 1 && sendOne(stamp)) {
            owed--;
        }
        long handedOver = System.nanoTime();
        each(Wire::flush, now);
        for (Injected breach : injected) {
            breach.done()
                    .complete(new Injection(
                            breach.template().device(),
                            LoadPlan.POINTS.get(0),
                            Instant.ofEpochMilli(breach.stamp()),
                            BREACH_HUNDREDTHS / 100.0,
                            handedOver));
        }
        injected.clear();
        tell(now);
    }

    /** False if the device's connection takes no more now: then it is owed. */
    private boolean sendOne(long stamp) {
        Template template = templates[nextDevice];
        Wire wire = lines[nextDevice % lines.length].wire;
        if (wire == null || !wire.hasRoom(template.packet().length)) {
            return false;
        }
        template.fill(stamp);
        CompletableFuture<Injection> wish = wishes.isEmpty() ? null : wishes.poll();
        if (wish != null) {
            template.overwriteFirst(BREACH_HUNDREDTHS);
            injected.add(new Injected(template, template.lastStamp(), wish));
        }
        wire.put(template.packet(), template.idAt());
        sent++;
        nextDevice = nextDevice + 1 == templates.length ? 0 : nextDevice + 1;
        return true;
    }

    /** Something done with a connection. */
    @FunctionalInterface
    private interface Step {
        void with(Wire wire) throws IOException;
    }

    private void each(Step step, long now) {
        for (Line line : lines) {
            try {
                if (line.wire == null) {
                    connectAgain(line, now);
                } else {
                    step.with(line.wire);
                }
            } catch (IOException e) {
                LOG.warn("connection {} of the load: {}", line.clientId, e.toString());
                giveUp(line);
            }
        }
    }

    private void connectAgain(Line line, long now) throws IOException {
        if (now - line.triedNanos > AGAIN_NANOS) {
            line.triedNanos = now;
            line.wire = wire(plan, broker, line.clientId);
        }
    }

    private void giveUp(Line line) {
        if (line.wire != null) {
            acknowledgedBefore += line.wire.acknowledged();
            failed += line.wire.refused() + line.wire.outstanding();
            close(line);
            line.wire = null;
        }
    }

    private void tell(long now) {
        long acknowledged = acknowledgedBefore;
        long refused = 0;
        for (Line line : lines) {
            if (line.wire != null) {
                acknowledged += line.wire.acknowledged();
                refused += line.wire.refused();
            }
        }
        long outstanding = sent - acknowledged - refused - failed;
        mostOutstanding = Math.max(mostOutstanding, outstanding);
        report = new LoadReport(
                sent,
                acknowledged,
                failed + refused,
                Duration.ofNanos(now - startedNanos),
                outstanding,
                mostOutstanding,
                (long) owed);
    }

    /** As of the last millisecond. */
    public LoadReport report() {
        return report;
    }

    /** Ends the sending and waits for the broker's answers, at most {@code patience}; what was owed is not sent any more. */
    public LoadReport stop(Duration patience) throws InterruptedException {
        LoadReport last = report;
        sending = false;
        // One more turn of the thread: what it may be sending right now is then counted.
        awaitTurn();
        long until = System.nanoTime() + patience.toNanos();
        while (report.outstanding() > 0 && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        running = false;
        thread.join();
        LoadReport end = report;
        // The rate is that of the time in which it was sending.
        return new LoadReport(
                end.sent(),
                end.acknowledged(),
                end.failed(),
                last.running(),
                end.outstanding(),
                end.mostOutstanding(),
                last.behind());
    }

    private void awaitTurn() throws InterruptedException {
        long before = turns;
        while (turns < before + 2) {
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        sending = false;
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Line line : lines) {
            close(line);
        }
        wishes.forEach(wish -> wish.cancel(false));
    }

    private static void close(Line line) {
        if (line.wire != null) {
            line.wire.close();
        }
    }
}
