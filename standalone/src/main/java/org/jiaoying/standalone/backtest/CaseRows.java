package org.jiaoying.standalone.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.simulators.replay.ReplayRows;

/** The recorded file of a case, as its gateway would have received it. */
record CaseRows(ReplayCase recorded, Path csv) implements Observations {

    @Override
    public Stream<ObservationEntry> open() throws IOException {
        ReplayRows rows = recorded.rows(csv);
        var gateway = new PaperGateway(recorded.register().entries());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .flatMap(row -> gateway.receive(row.at(), row.messages()).stream())
                .onClose(() -> close(rows));
    }

    private static void close(ReplayRows rows) {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
