package org.jiaoying.alerting.intake;

import java.util.concurrent.CompletionException;
import org.jiaoying.alerting.store.BaselineStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.BaselineCodec;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the baselines from their topic, for pages. Every instance reads all of them; a version that is known is not written
 * again.
 *
 * <p>Life cycle: as {@link RegisterFollower}.
 */
public final class BaselineFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaselineFollower.class);

    private final Transactions transactions;
    private final BaselineStore baselines;
    private final Patiently patiently = new Patiently();
    private final TableReader reader;

    private BaselineFollower(String bootstrapServers, Transactions transactions, BaselineStore baselines) {
        this.transactions = transactions;
        this.baselines = baselines;
        this.reader = new TableReader(bootstrapServers, Topic.BASELINES, this::take);
    }

    /** @throws org.jiaoying.messaging.log.LogUnavailableException if Kafka does not answer for a minute */
    public static BaselineFollower start(String bootstrapServers, Transactions transactions, BaselineStore baselines) {
        return new BaselineFollower(bootstrapServers, transactions, baselines);
    }

    private void take(LogRecord read) {
        String key = read.key();
        if (key == null) {
            return;
        }
        byte[] value = read.value();
        try {
            patiently.untilDone(
                    () -> transactions.run(work -> value == null
                            ? baselines.remove(work, key)
                            : baselines.put(work, BaselineCodec.decode(value))),
                    "baseline " + key);
        } catch (BadRecordException | CompletionException e) {
            LOG.error("baseline {} was passed over", key, e);
        }
    }

    @Override
    public void close() {
        patiently.close();
        reader.close();
    }
}
