package org.jiaoying.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiaoying.stream.log.Observed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordedSourceTest {
    private static final Observed BEAT = new Observed("", 1_000, new byte[0]);

    @Test
    @DisplayName("Who waited for room and not for data is told at once that there is more; after the end nobody is")
    void availableWhileThereIsMore() {
        var recording = new Recording(List.of(), List.of(BEAT, BEAT).iterator());
        try (var run = new Run(recording, reached -> {});
                var reader = new RecordedSource.Reader(run)) {
            assertThat(reader.isAvailable()).isDone();
            run.observations().next();
            assertThat(reader.isAvailable()).isDone();
            run.observations().next();
            assertThat(reader.isAvailable()).isNotDone();
        }
    }
}
