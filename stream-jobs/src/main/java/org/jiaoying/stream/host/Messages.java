package org.jiaoying.stream.host;

import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.stream.log.Observed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages out of their bytes. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private Messages() {}

    /** Null for a message with a word that only a newer gateway knows: it is passed over. */
    static @Nullable DeviceMessage decode(Observed observed) {
        try {
            return ObservationCodec.decode(observed.value()) instanceof ObservationEntry.Message message
                    ? message.message()
                    : null;
        } catch (BadRecordException e) {
            LOG.warn("A message of {} is passed over: {}", observed.device(), e.getMessage());
            return null;
        }
    }
}
