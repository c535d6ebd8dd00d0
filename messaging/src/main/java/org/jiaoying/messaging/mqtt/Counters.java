package org.jiaoying.messaging.mqtt;

import java.util.concurrent.atomic.LongAdder;

/** What a link counts while it runs. */
final class Counters {
    final LongAdder connects = new LongAdder();
    final LongAdder losses = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder published = new LongAdder();
    final LongAdder publishedToNobody = new LongAdder();
    final LongAdder failed = new LongAdder();

    LinkCounts snapshot(long unacknowledged, long outstanding) {
        return new LinkCounts(
                connects.sum(),
                losses.sum(),
                received.sum(),
                acknowledged.sum(),
                unacknowledged,
                published.sum(),
                publishedToNobody.sum(),
                failed.sum(),
                outstanding);
    }
}
