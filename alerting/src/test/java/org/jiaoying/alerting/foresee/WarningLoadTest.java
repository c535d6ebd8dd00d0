package org.jiaoying.alerting.foresee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningLoadTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void oneWarningAnHourIsBearable() {
        WarningLoad load = WarningLoad.of("a", times(24, Duration.ofHours(1)), DAY);

        assertThat(load.most()).isEqualTo(1);
        assertThat(load.perTenMinutes()).isCloseTo(24 / 144.0, within(1e-9));
        assertThat(load.flooded()).isZero();
        assertThat(load.bearable()).isTrue();
    }

    @Test
    void elevenInTenMinutesAreAFloodUntilFewerThanFiveAreLeftInTenMinutes() {
        // One each 30 s: the eleventh comes at 5 min; all are there until 10 min; of 11, the fifth from the end (3 min)
        // leaves at 13 min.
        WarningLoad load = WarningLoad.of("a", times(11, Duration.ofSeconds(30)), DAY);

        assertThat(load.most()).isEqualTo(11);
        assertThat(load.flooded()).isCloseTo(8 / 1440.0, within(1e-9));
        assertThat(load.bearable()).isFalse();
    }

    @Test
    void aFloodThatIsOverBeforeTheNextWarningLastsNoLonger() {
        var times = new ArrayList<>(times(11, Duration.ofSeconds(30)));
        times.add(START.plus(Duration.ofHours(5)));

        assertThat(WarningLoad.of("a", times, DAY).flooded()).isCloseTo(8 / 1440.0, within(1e-9));
    }

    @Test
    void tenInTenMinutesAreNoFloodButTooMany() {
        WarningLoad load = WarningLoad.of("a", times(10, Duration.ofSeconds(30)), DAY);

        assertThat(load.flooded()).isZero();
        assertThat(load.bearable()).isFalse();
    }

    private static List<Instant> times(int count, Duration apart) {
        var times = new ArrayList<Instant>();
        for (int i = 0; i < count; i++) {
            times.add(START.plus(apart.multipliedBy(i)));
        }
        return times;
    }
}
