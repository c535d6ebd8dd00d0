package org.jiaoying.ingest.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many lines to a store. A line that the store refuses is found by halving, counted, logged and left out; it costs no
 * other line, and never more than some tens of requests.
 */
final class LineWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

    private final LineStore store;
    private final int batch;
    private final Counter written;
    private final Counter skipped;
    private final Timer writing;

    LineWriter(LineStore store, int batch, MeterRegistry registry) {
        this.store = store;
        this.batch = batch;
        this.written = Counter.builder("jiaoying.history.written")
                .description("lines the store took")
                .register(registry);
        this.skipped = Counter.builder("jiaoying.history.skipped")
                .description("records and lines that can never be written")
                .register(registry);
        this.writing = Timer.builder("jiaoying.history.write")
                .description("how long the store took for a batch of lines, taken or not")
                .register(registry);
    }

    /** @throws HistoryUnavailableException if the store takes nothing now; then all of it is to be written again */
    void write(List<String> lines) {
        for (int from = 0; from < lines.size(); from += batch) {
            writeOrHalve(lines.subList(from, Math.min(lines.size(), from + batch)));
        }
    }

    private void writeOrHalve(List<String> lines) {
        try {
            writing.record(() -> store.write(String.join("\n", lines)));
            written.increment(lines.size());
        } catch (LineStore.BadLinesException e) {
            if (lines.size() == 1) {
                skip(lines.get(0), e);
            } else {
                int half = lines.size() / 2;
                writeOrHalve(lines.subList(0, half));
                writeOrHalve(lines.subList(half, lines.size()));
            }
        }
    }

    /** Leaves out what can never be written. */
    void skip(String what, Exception reason) {
        skipped.increment();
        LOG.error("left out of the history: {}: {}", what, reason.toString());
    }
}
