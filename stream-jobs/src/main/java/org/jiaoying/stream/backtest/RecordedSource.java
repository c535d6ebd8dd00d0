package org.jiaoying.stream.backtest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jiaoying.stream.log.Observed;

/**
 * Gives the observations of a {@link Run} in their order, then waits to be cancelled: a source that ended would end all time,
 * and every device would have fallen silent. For parallelism 1; there is nothing to share out and nothing to restore.
 *
 * @param run its name
 */
record RecordedSource(String run) implements Source<Observed, RecordedSource.Whole, RecordedSource.Whole> {

    /** All there is. */
    record Whole() implements SourceSplit {
        @Override
        public String splitId() {
            return "whole";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Observed, Whole> createReader(SourceReaderContext context) {
        return new Reader(Run.named(run));
    }

    @Override
    public SplitEnumerator<Whole, Whole> createEnumerator(SplitEnumeratorContext<Whole> context) {
        return new Nothing();
    }

    @Override
    public SplitEnumerator<Whole, Whole> restoreEnumerator(SplitEnumeratorContext<Whole> context, Whole whole) {
        return new Nothing();
    }

    @Override
    public SimpleVersionedSerializer<Whole> getSplitSerializer() {
        return new NoBytes();
    }

    @Override
    public SimpleVersionedSerializer<Whole> getEnumeratorCheckpointSerializer() {
        return new NoBytes();
    }

    /** On the thread of the source's task. */
    static final class Reader implements SourceReader<Observed, Whole> {
        private final Run run;

        private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

        /** After the end: what is cancelled is not waited for. */
        private final CompletableFuture<Void> never = new CompletableFuture<>();

        Reader(Run run) {
            this.run = run;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Observed> output) {
            if (!run.observations().hasNext()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            Observed next = run.observations().next();
            output.collect(next, next.at());
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            // Flink asks this too where it had to wait for room, and sleeps until it is complete.
            return run.observations().hasNext() ? NOW : never;
        }

        @Override
        public List<Whole> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public void start() {}

        @Override
        public void addSplits(List<Whole> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private static final class Nothing implements SplitEnumerator<Whole, Whole> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @org.jspecify.annotations.Nullable String host) {}

        @Override
        public void addSplitsBack(List<Whole> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Whole snapshotState(long checkpointId) {
            return new Whole();
        }

        @Override
        public void close() {}
    }

    private static final class NoBytes implements SimpleVersionedSerializer<Whole> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Whole whole) {
            return new byte[0];
        }

        @Override
        public Whole deserialize(int version, byte[] bytes) {
            return new Whole();
        }
    }
}
