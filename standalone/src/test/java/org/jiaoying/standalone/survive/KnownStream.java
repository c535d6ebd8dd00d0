package org.jiaoying.standalone.survive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jspecify.annotations.Nullable;

/**
 * Devices that send one reading every period, each reading once and in order: a device offers the next one only when the
 * broker has taken the one before, however often that has to be tried. One site after the other rises over its limit and
 * falls again, so that every breach and warning to expect is known.
 */
final class KnownStream implements AutoCloseable {
    private static final double CALM = 0.4;
    private static final double OVER = 1.2;
    private static final int SAMPLES_OVER = 4;

    private final MqttLink link;
    private final String enterprise;
    private final List<Device> devices = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong generated = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private volatile int episodes;
    private @Nullable Future<?> ticking;
    private long tick;

    KnownStream(MqttLink link, String enterprise, int sites) {
        this.link = link;
        this.enterprise = enterprise;
        for (int site = 0; site < sites; site++) {
            devices.add(new Device(site(site)));
        }
    }

    static String site(int number) {
        return String.format(Locale.ROOT, "s%03d", number);
    }

    /** Starts to send: a reading of each device every {@code period}, a new episode at every {@code ticksPerEpisode}. */
    void start(Duration period, int ticksPerEpisode) {
        ticking = thread.scheduleAtFixedRate(
                () -> generate(ticksPerEpisode), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void generate(int ticksPerEpisode) {
        if (tick % ticksPerEpisode == 0 && episodes < devices.size()) {
            devices.get(episodes).samplesOver = SAMPLES_OVER;
            episodes++;
        }
        tick++;
        long now = System.currentTimeMillis();
        for (Device device : devices) {
            device.generate(now);
        }
    }

    /** How many sites have risen over their limit so far, from the first on. */
    int episodes() {
        return episodes;
    }

    long generated() {
        return generated.get();
    }

    long taken() {
        return taken.get();
    }

    long retried() {
        return retried.get();
    }

    /** Ends the generation once every episode begun has fallen again, and waits until the broker has taken all. */
    void finish(Duration patience) throws InterruptedException {
        if (ticking != null) {
            ticking.cancel(false);
        }
        try {
            thread.submit(() -> {
                        for (int extra = 0; extra <= SAMPLES_OVER; extra++) {
                            long now = System.currentTimeMillis() + extra;
                            devices.forEach(device -> device.generate(now));
                        }
                    })
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the stream did not end", e);
        }
        Awaitility.await("the broker to take every reading")
                .atMost(patience)
                .until(() -> taken.get() == generated.get());
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        link.close();
    }

    /** One device; its queue is guarded by its own lock, and at most one of its readings is under way. */
    private final class Device {
        private final String topic;
        private final Queue<byte[]> waiting = new ArrayDeque<>();
        private boolean underWay;
        private int samplesOver;
        private long lastAt;

        Device(String site) {
            this.topic = "jy/v1/" + enterprise + "/" + site + "/gas/telemetry";
        }

        void generate(long now) {
            lastAt = Math.max(now, lastAt + 1);
            double value = samplesOver > 0 ? OVER : CALM;
            samplesOver = Math.max(0, samplesOver - 1);
            String payload = "{\"ts\":" + lastAt + ",\"values\":{\"ch4\":" + value + "}}";
            generated.incrementAndGet();
            synchronized (waiting) {
                waiting.add(payload.getBytes(StandardCharsets.UTF_8));
            }
            offerNext();
        }

        private void offerNext() {
            byte[] next;
            synchronized (waiting) {
                if (underWay || waiting.isEmpty()) {
                    return;
                }
                underWay = true;
                next = waiting.element();
            }
            offer(next);
        }

        private void offer(byte[] payload) {
            link.publish(topic, payload, 1).whenComplete((published, failure) -> {
                if (failure == null && !published.reachedNobody()) {
                    synchronized (waiting) {
                        waiting.remove();
                        underWay = false;
                    }
                    taken.incrementAndGet();
                    offerNext();
                } else {
                    retried.incrementAndGet();
                    thread.schedule(() -> offer(payload), 100, TimeUnit.MILLISECONDS);
                }
            });
        }
    }
}
