package org.jiaoying.standalone.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillRunTest {
    private static final int PEOPLE = 60;

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "With one of two centers dead and one of two instances killed in the middle, all are called, once each, and the list"
                    + " of the unreached is exact")
    void throughBothBlows() throws Exception {
        var progress = new ArrayList<String>();
        DrillReport report = new DrillRun(
                        new DrillPlan(PEOPLE, 2, true, 2, true, 7), directory, InstantSource.system(), progress::add)
                .run();

        assertThat(report.called()).isEqualTo(PEOPLE);
        assertThat(report.wrongOnUnreachedList()).isZero();
        assertThat(report.calledTwice()).isZero();
        assertThat(report.unreached()).isPositive().isLessThan(PEOPLE);
        assertThat(report.answered()).isEqualTo(PEOPLE - report.unreached());
        assertThat(progress).anySatisfy(line -> assertThat(line).contains("killed"));
        assertThat(progress).anySatisfy(line -> assertThat(line).contains("dies"));
        assertThat(report.document()).containsKeys("allCalledAfterSeconds", "wrongOnUnreachedList", "calledTwice");
    }

    @Test
    @DisplayName("What cannot be run is refused with a sentence")
    void refused() {
        assertThatThrownBy(() -> new DrillPlan(2, 1, false, 1, false, 1)).hasMessageContaining("--people");
        assertThatThrownBy(() -> new DrillPlan(10, 1, false, 1, true, 1)).hasMessageContaining("--instances");
        assertThatThrownBy(() -> new DrillPlan(10, 1, true, 1, false, 1)).hasMessageContaining("center");
    }
}
