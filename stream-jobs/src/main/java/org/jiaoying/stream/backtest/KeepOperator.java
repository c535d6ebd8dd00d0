package org.jiaoying.stream.backtest;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jiaoying.stream.log.Outgoing;

/** Keeps what was found for its {@link Run}, and tells it how far event time has come; passes nothing on. */
final class KeepOperator extends AbstractStreamOperator<Outgoing>
        implements OneInputStreamOperator<Outgoing, Outgoing> {
    private static final long serialVersionUID = 1L;

    private final String run;
    private final Run.Kept what;

    KeepOperator(String run, Run.Kept what) {
        this.run = run;
        this.what = what;
    }

    @Override
    public void processElement(StreamRecord<Outgoing> found) {
        Run.named(run).keep(what, found.getValue().value());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        Run.named(run).reached(what, mark.getTimestamp());
        super.processWatermark(mark);
    }
}
