package org.jiaoying.standalone.backtest;

import java.io.IOException;
import java.util.stream.Stream;
import org.jiaoying.messaging.codec.ObservationEntry;

/** What was observed, with heartbeats; can be gone through more than once. */
@FunctionalInterface
public interface Observations {

    /** In the order of receipt. Whoever opens it closes it. */
    Stream<ObservationEntry> open() throws IOException;
}
