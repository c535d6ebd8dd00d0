package org.jiaoying.stream.host;

import java.time.Instant;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.log.Outgoing;

/**
 * Lets transitions pass at once, and with each step of event time tells every partition how far detection is. There is one of
 * it and the sink is chained to it, so what it emits stands in the topic in that order.
 */
public final class ProgressOperator extends AbstractStreamOperator<Outgoing>
        implements OneInputStreamOperator<Outgoing, Outgoing> {
    private static final long serialVersionUID = 1L;
    private static final String KEY = "progress";

    private final String bootstrapServers;
    private transient int partitions;
    private transient long toldUntil;

    public ProgressOperator(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public void open() throws Exception {
        super.open();
        toldUntil = Long.MIN_VALUE;
        try (var producer = new LogProducer(bootstrapServers, "detection-progress")) {
            partitions = producer.partitions(Topic.BREACHES);
        }
    }

    @Override
    public void processElement(StreamRecord<Outgoing> transition) {
        output.collect(transition);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() > toldUntil && mark.getTimestamp() != Long.MAX_VALUE) {
            toldUntil = mark.getTimestamp();
            byte[] progress = BreachCodec.encode(new BreachEntry.Progress(Instant.ofEpochMilli(toldUntil)));
            for (int partition = 0; partition < partitions; partition++) {
                output.collect(new StreamRecord<>(new Outgoing(KEY, partition, progress)));
            }
        }
        super.processWatermark(mark);
    }
}
