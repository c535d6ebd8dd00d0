package org.jiaoying.ingest.register;

import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.TableReader;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link Register} as topic {@code register} says, so that all gateways judge alike. Complete when it has been
 * constructed, then followed on the table reader's thread.
 */
public final class RegisterFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterFollower.class);

    private final Register register = new Register();
    private final TableReader table;

    /** Reads the register up to now. */
    public RegisterFollower(String bootstrapServers) {
        this.table = new TableReader(bootstrapServers, Topic.REGISTER, this::take);
    }

    private void take(LogRecord published) {
        String key = published.key();
        if (key == null) {
            return;
        }
        byte[] value = published.value();
        if (value == null) {
            register.remove(key);
            return;
        }
        try {
            RegisterCodec.Versioned versioned = RegisterCodec.decode(value);
            register.apply(versioned.version(), versioned.entry());
        } catch (BadRecordException e) {
            LOG.error(
                    "the register's entry {} at offset {} cannot be read and was left out", key, published.offset(), e);
        }
    }

    public Register register() {
        return register;
    }

    @Override
    public void close() {
        table.close();
    }
}
