package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import java.util.List;
import org.jiaoying.alerting.store.FeedStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.messaging.codec.FeedCodec;
import org.jiaoying.messaging.log.LogRecord;

/** Keeps how the devices' feeds are. */
public final class FeedTaker implements TopicFollower.Taker {
    private final FeedStore feeds;

    public FeedTaker(FeedStore feeds) {
        this.feeds = feeds;
    }

    @Override
    public Future<Void> take(Work work, List<LogRecord> records) {
        return feeds.add(
                work,
                records.stream()
                        .filter(read -> read.value() != null)
                        .map(read -> FeedCodec.decode(read.value()))
                        .toList());
    }
}
