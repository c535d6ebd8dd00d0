package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import java.util.List;
import org.jiaoying.alerting.store.RejectStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.log.LogRecord;

/** Counts what gateways refused, and keeps samples. */
public final class RejectTaker implements TopicFollower.Taker {
    private final RejectStore rejects;

    public RejectTaker(RejectStore rejects) {
        this.rejects = rejects;
    }

    @Override
    public Future<Void> take(Work work, List<LogRecord> records) {
        return rejects.add(
                work,
                records.stream()
                        .filter(read -> read.value() != null)
                        .map(read -> RejectCodec.decode(read.value()))
                        .toList());
    }
}
