package org.jiaoying.alerting.foresee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.foresee.Compared.Change;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparedTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static ForeseenWarning warning(String site, Level peak, int from, int until) {
        return new ForeseenWarning(
                SiteKey.parse(site),
                Hazard.GAS,
                peak,
                START.plusSeconds(60L * from),
                START.plusSeconds(60L * until),
                List.of(),
                List.of());
    }

    private static List<Change> changes(List<ForeseenWarning> before, List<ForeseenWarning> after) {
        return Compared.of(before, after).stream().map(Compared::change).toList();
    }

    @Test
    @DisplayName("What was open at the same time at the same site is the same, graver or less grave")
    void sameTime() {
        assertThat(changes(
                        List.of(warning("e/s", Level.YELLOW, 0, 10), warning("e/s", Level.RED, 20, 30)),
                        List.of(
                                warning("e/s", Level.ORANGE, 5, 8),
                                warning("e/s", Level.ORANGE, 30, 40),
                                warning("e/s", Level.BLUE, 50, 60))))
                .containsExactly(Change.RAISED, Change.LOWERED, Change.NEW);
    }

    @Test
    @DisplayName("At another site, or at another time, it is another: one is new, one is gone")
    void others() {
        assertThat(changes(List.of(warning("e/s", Level.RED, 0, 10)), List.of(warning("e/t", Level.RED, 0, 10))))
                .containsExactlyInAnyOrder(Change.NEW, Change.GONE);
        assertThat(changes(List.of(warning("e/s", Level.RED, 0, 10)), List.of(warning("e/s", Level.RED, 11, 12))))
                .containsExactly(Change.GONE, Change.NEW);
    }

    @Test
    @DisplayName("One that falls into two is held against what it was")
    void inTwo() {
        assertThat(changes(
                        List.of(warning("e/s", Level.RED, 0, 60)),
                        List.of(warning("e/s", Level.RED, 0, 10), warning("e/s", Level.ORANGE, 50, 60))))
                .containsExactly(Change.SAME, Change.LOWERED);
    }
}
