package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a compacted topic into tables, one record after the other. Every instance reads all of it, so what takes a record must
 * bear it again, and must let no older entry overwrite a newer one. A record that cannot be taken is passed over and logged.
 *
 * <p>Life cycle: {@link #start} returns when all that stands in the topic has been taken, waiting on the caller's thread; then
 * {@link TableReader}'s thread follows.
 */
public final class TableFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);

    /** Puts an entry into its tables. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @param value null: the entry was removed
         * @throws RuntimeException if the value cannot be read
         */
        Future<Void> take(Work work, String key, byte @Nullable [] value);
    }

    private final Transactions transactions;
    private final Topic topic;
    private final Taker taker;
    private final Patiently patiently = new Patiently();
    private final TableReader reader;

    private TableFollower(String bootstrapServers, Topic topic, Transactions transactions, Taker taker) {
        this.transactions = transactions;
        this.topic = topic;
        this.taker = taker;
        this.reader = new TableReader(bootstrapServers, topic, this::take);
    }

    /** @throws org.jiaoying.messaging.log.LogUnavailableException if Kafka does not answer for a minute */
    public static TableFollower start(String bootstrapServers, Topic topic, Transactions transactions, Taker taker) {
        return new TableFollower(bootstrapServers, topic, transactions, taker);
    }

    private void take(LogRecord read) {
        String key = read.key();
        if (key == null) {
            return;
        }
        try {
            patiently.untilDone(
                    () -> transactions.run(work -> taker.take(work, key, read.value())), topic.topicName() + " " + key);
        } catch (CompletionException e) {
            LOG.error("{} in {} was passed over", key, topic.topicName(), e.getCause());
        }
    }

    @Override
    public void close() {
        patiently.close();
        reader.close();
    }
}
