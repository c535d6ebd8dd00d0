package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a topic that only has to be recorded (refused messages, faults of rules) into the tables, each batch with its
 * positions in one transaction.
 *
 * <p>Life cycle: as {@link BreachFollower}, on thread {@code follower-TOPIC}.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Actor SELF = Actor.part("intake");
    private static final int BATCH = 500;
    private static final Duration READ = Duration.ofMillis(500);

    /** Takes a batch in the transaction given. */
    @FunctionalInterface
    public interface Taker {
        /** @throws RuntimeException (or in the future) if it cannot take one of the records */
        Future<Void> take(Work work, List<LogRecord> records);
    }

    private final String bootstrapServers;
    private final String group;
    private final Topic topic;
    private final Transactions transactions;
    private final OffsetStore offsets;
    private final Taker taker;
    private final Patiently patiently = new Patiently();
    private final Thread thread;
    private final Map<Integer, Long> committed = new HashMap<>();

    public TopicFollower(
            String bootstrapServers, Topic topic, Transactions transactions, OffsetStore offsets, Taker taker) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        // A group of its own: members of one group disturb each other when one of them comes or goes.
        this.group = "alerting-" + topic.topicName();
        this.transactions = transactions;
        this.offsets = offsets;
        this.taker = taker;
        this.thread = new Thread(this::follow, "follower-" + topic.topicName());
    }

    public void start() {
        thread.start();
    }

    private void follow() {
        while (!patiently.isClosing()) {
            committed.clear();
            try (var reader = new LogReader(bootstrapServers, group, topic, BATCH, this::position, partitions -> {})) {
                while (!patiently.isClosing()) {
                    takeAll(reader.read(READ));
                }
            } catch (LogUnavailableException e) {
                LOG.warn("topic {} is read anew: {}", topic.topicName(), e.getMessage());
                patiently.pause();
            } catch (RuntimeException | Error e) {
                // Also an error, such as memory that ran short once: without this thread nothing would be taken for
                // good.
                LOG.error("topic {} is read anew after a failure", topic.topicName(), e);
                patiently.pause();
            }
        }
    }

    private OptionalLong position(int partition) {
        OptionalLong next = Patiently.await(offsets.next(topic.topicName(), partition));
        if (next.isPresent()) {
            committed.put(partition, next.getAsLong());
        } else {
            committed.remove(partition);
        }
        return next;
    }

    private void takeAll(List<LogRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            commit(records, work -> taker.take(work, records));
        } catch (CompletionException e) {
            if (!ContentFaults.isOne(e.getCause())) {
                throw e;
            }
            records.forEach(this::takeOne);
        }
    }

    private void takeOne(LogRecord read) {
        try {
            commit(List.of(read), work -> taker.take(work, List.of(read)));
        } catch (CompletionException e) {
            if (!ContentFaults.isOne(e.getCause())) {
                throw e;
            }
            String reason = String.valueOf(e.getCause());
            commit(List.of(read), work -> {
                String place = topic.topicName() + "/" + read.partition() + "/" + read.offset();
                work.record(SELF, "record.parked", place, new JsonObject().put("reason", reason));
                return offsets.park(work, topic.topicName(), read.partition(), read.offset(), reason, read.value());
            });
        }
    }

    private void commit(List<LogRecord> records, java.util.function.Function<Work, Future<Void>> effect) {
        var next = new TreeMap<Integer, Long>();
        records.forEach(read -> next.put(read.partition(), read.offset() + 1));
        patiently.untilDone(
                () -> transactions.run(work -> Future.<Void>succeededFuture()
                        .compose(start -> effect.apply(work))
                        .compose(done -> InOrder.each(next.entrySet(), move -> advance(work, move)))),
                "a batch of " + topic.topicName());
        committed.putAll(next);
    }

    private Future<Void> advance(Work work, Map.Entry<Integer, Long> move) {
        int partition = move.getKey();
        return offsets.advance(work, topic.topicName(), partition, committed.get(partition), move.getValue(), null)
                .map(advanced -> {
                    if (!advanced) {
                        throw new TakenElsewhereException(partition);
                    }
                    return null;
                });
    }

    @Override
    public void close() {
        patiently.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
