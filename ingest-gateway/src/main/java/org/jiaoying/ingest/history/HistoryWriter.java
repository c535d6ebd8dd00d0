package org.jiaoying.ingest.history;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings topic {@code observations} into the store. The log's position is kept only after the store took what stands before it;
 * what is written again after a failure changes nothing in the store.
 *
 * <p>Each writer is a thread ({@code history-N}) and a member of group {@code history}: 1. it reads some messages; 2. it writes
 * them as lines; 3. if the store took them, it keeps the position; if not, it goes back to where it was, waits, and reads on from
 * there, so that it stays a member of the group through any outage.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    private static final String GROUP = "history";
    private static final int MAX_MESSAGES = 2_000;
    private static final Duration READ = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 1_000;

    private final List<Writer> writers;
    private final CountDownLatch closing = new CountDownLatch(1);

    private HistoryWriter(HistorySettings settings, LineStore store, Register register, MeterRegistry registry) {
        this.writers = IntStream.range(0, settings.writers())
                .mapToObj(number -> new Writer(
                        number,
                        settings,
                        new LineWriter(store, settings.batch(), registry),
                        new LineProtocol(register)))
                .toList();
        Gauge.builder("jiaoying.history.lag", this::lag)
                .description("records of the log that are not yet in the store")
                .register(registry);
    }

    /**
     * Starts the writers; they run until {@link #close}. The store stays the caller's.
     *
     * @param register says which quantity a point measures, and where
     */
    public static HistoryWriter start(
            HistorySettings settings, LineStore store, Register register, MeterRegistry registry) {
        var writer = new HistoryWriter(settings, store, register, registry);
        writer.writers.forEach(each -> each.thread.start());
        return writer;
    }

    /** Records of the log that stand after what was written, as far as is known; negative before the first read. */
    public long lag() {
        return writers.stream().mapToLong(writer -> writer.lag).sum();
    }

    @Override
    public void close() {
        closing.countDown();
        writers.forEach(Writer::close);
    }

    private final class Writer {
        private final LogReader reader;
        private final LineWriter lineWriter;
        private final LineProtocol protocol;
        private final Thread thread;
        private volatile long lag = -1;

        Writer(int number, HistorySettings settings, LineWriter lineWriter, LineProtocol protocol) {
            this.lineWriter = lineWriter;
            this.protocol = protocol;
            this.reader = new LogReader(
                    settings.kafka(),
                    GROUP,
                    Topic.OBSERVATIONS,
                    MAX_MESSAGES,
                    partition -> OptionalLong.empty(),
                    partitions -> LOG.info("history-{} writes partitions {}", number, partitions));
            this.thread = new Thread(this::run, "history-" + number);
            thread.setDaemon(true);
        }

        private void run() {
            try (reader) {
                while (closing.getCount() > 0) {
                    step();
                }
            } catch (InterruptedException e) {
                LOG.debug("{} ends", thread.getName());
            }
        }

        private void step() throws InterruptedException {
            List<LogRecord> records = List.of();
            try {
                records = reader.read(READ);
                if (!records.isEmpty()) {
                    lineWriter.write(lines(records));
                    reader.commit(nextOffsets(records));
                }
                lag = reader.lag().values().stream().mapToLong(Long::longValue).sum();
            } catch (RuntimeException e) {
                LOG.warn("the history is not being written; trying again: {}", e.toString());
                goBack(records);
                closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private List<String> lines(List<LogRecord> records) {
            var lines = new ArrayList<String>(records.size() * 8);
            for (LogRecord received : records) {
                byte[] value = received.value();
                try {
                    if (value != null && ObservationCodec.decode(value) instanceof ObservationEntry.Message message) {
                        protocol.append(message.message(), lines);
                    }
                } catch (BadRecordException e) {
                    lineWriter.skip(
                            "record at offset " + received.offset() + " of partition " + received.partition(), e);
                }
            }
            return lines;
        }

        private void goBack(List<LogRecord> records) {
            var first = new HashMap<Integer, Long>();
            for (LogRecord received : records) {
                first.merge(received.partition(), received.offset(), Math::min);
            }
            try {
                first.forEach(reader::seek);
            } catch (RuntimeException e) {
                // The partition was given to another member, which reads it from the position that is kept.
                LOG.warn("cannot go back: {}", e.toString());
            }
        }

        private Map<Integer, Long> nextOffsets(List<LogRecord> records) {
            var next = new HashMap<Integer, Long>();
            for (LogRecord received : records) {
                next.merge(received.partition(), received.offset() + 1, Math::max);
            }
            return next;
        }

        private void close() {
            reader.wakeup();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
