package org.jiaoying.standalone.bench;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;

/** Notes when each device's breach stood in the log, on thread {@code breach-watch}. */
final class BreachWatch implements AutoCloseable {
    private final LogReader reader;
    private final Thread thread;
    private final Map<DeviceKey, Long> nanos;
    private volatile boolean atEnd;
    private volatile boolean closing;

    BreachWatch(String bootstrapServers, Map<DeviceKey, Long> nanos) {
        this.nanos = nanos;
        this.reader = new LogReader(
                bootstrapServers,
                "bench-" + UUID.randomUUID(),
                Topic.BREACHES,
                1_000,
                partition -> OptionalLong.of(0),
                assigned -> {});
        this.thread = new Thread(this::follow, "breach-watch");
        thread.start();
    }

    private void follow() {
        try (reader) {
            while (!closing) {
                for (LogRecord read : reader.read(Duration.ofMillis(100))) {
                    note(read);
                }
                Map<Integer, Long> lag = reader.lag();
                atEnd |= !lag.isEmpty() && lag.values().stream().allMatch(records -> records < 100);
            }
        }
    }

    private void note(LogRecord read) {
        byte[] value = read.value();
        if (value != null
                && BreachCodec.decode(value) instanceof BreachEntry.Transition step
                && step.transition().change() == BreachTransition.Change.OPENED) {
            nanos.putIfAbsent(step.transition().device(), System.nanoTime());
        }
    }

    void awaitAtEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!atEnd && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
