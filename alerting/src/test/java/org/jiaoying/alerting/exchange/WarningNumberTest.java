package org.jiaoying.alerting.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers of GB/T 35965.1. */
class WarningNumberTest {
    private static final Instant NOW = Instant.parse("2026-02-28T16:30:05.900Z");

    @Test
    void aNumberBearsIssuerBeijingTimeAndOneDigit() {
        assertThat(WarningNumber.next("33010200100100", NOW, Set.of())).isEqualTo("33010200100100_20260301003005_0");
    }

    @Test
    void inOneSecondTheDigitGrowsAndAFullSecondGoesOnInTheNext() {
        var taken = new HashSet<String>();
        for (int i = 0; i < 25; i++) {
            assertThat(taken.add(WarningNumber.next("33010200100100", NOW, taken)))
                    .isTrue();
        }
        assertThat(taken)
                .contains("33010200100100_20260301003005_9", "33010200100100_20260301003006_9")
                .contains("33010200100100_20260301003007_4")
                .allMatch(number -> number.matches("[0-9]{14}_[0-9]{14}_[0-9]"));
    }
}
