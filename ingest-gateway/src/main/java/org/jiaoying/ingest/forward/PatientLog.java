package org.jiaoying.ingest.forward;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.FeedReport;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.messaging.codec.FeedCodec;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.log.LogPosition;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the log and waits while the log takes nothing: the caller's thread stands still, what it would have taken next
 * stays with the broker, and nothing is lost or overtaken.
 */
final class PatientLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatientLog.class);
    private static final long PAUSE_MILLIS = 200;

    private final LogProducer producer;
    private volatile boolean closing;

    PatientLog(LogProducer producer) {
        this.producer = producer;
    }

    CompletableFuture<LogPosition> append(DeviceMessage message, byte[] record) {
        String key = message.device().enterprise() + "/" + message.device().site();
        return patiently(() -> producer.append(Topic.OBSERVATIONS, key, record));
    }

    CompletableFuture<LogPosition> append(Reject reject, byte[] record) {
        return patiently(() -> producer.append(Topic.REJECTS, reject.enterprise(), record));
    }

    /** Not patiently: a report that is lost is told with the next one's time. */
    CompletableFuture<LogPosition> append(FeedReport report) {
        return producer.append(Topic.FEEDS, report.device().enterprise(), FeedCodec.encode(report));
    }

    /** Appends a heartbeat to every partition, after everything appended before. */
    void heartbeat(String gateway, Instant at) {
        byte[] record = ObservationCodec.encode(new ObservationEntry.Heartbeat(gateway, at));
        int partitions = producer.partitions(Topic.OBSERVATIONS);
        for (int partition = 0; partition < partitions && !closing; partition++) {
            int to = partition;
            var beat = patiently(() -> producer.appendTo(Topic.OBSERVATIONS, to, gateway, record));
            beat.whenComplete((position, failure) -> {
                if (failure != null) {
                    LOG.error("no heartbeat in partition {}", to, failure);
                }
            });
        }
    }

    /** Tries again as long as the producer does not even take the record, as when its memory is full or Kafka unknown to it. */
    private CompletableFuture<LogPosition> patiently(Supplier<CompletableFuture<LogPosition>> append) {
        CompletableFuture<LogPosition> appended = append.get();
        while (appended.isCompletedExceptionally() && !closing) {
            LOG.warn("the log takes nothing now; waiting: {}", cause(appended));
            if (!pause()) {
                return appended;
            }
            appended = append.get();
        }
        return appended;
    }

    private static String cause(CompletableFuture<?> failed) {
        return failed.handle((done, failure) -> failure == null
                        ? "?"
                        : String.valueOf(failure.getCause() == null ? failure : failure.getCause()))
                .join();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives what is under way some seconds; from here on nothing waits any longer. */
    @Override
    public void close() {
        closing = true;
        producer.close();
    }
}
