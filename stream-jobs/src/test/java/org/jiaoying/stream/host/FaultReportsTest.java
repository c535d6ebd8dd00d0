package org.jiaoying.stream.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jiaoying.messaging.codec.RuleFault;
import org.junit.jupiter.api.Test;

class FaultReportsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aRuleThatFailsOnEveryReadingIsToldOnceAMinuteAndNoFailureIsLost() {
        var reports = new FaultReports();
        var told = IntStream.range(0, 6_001)
                .mapToObj(i -> reports.failed("r", 1, "divided by nothing", START.plusMillis(i * 30L)))
                .filter(Objects::nonNull)
                .toList();

        assertThat(told).extracting(RuleFault::count).containsExactly(1L, 2_000L, 2_000L, 2_000L);
    }

    @Test
    void eachVersionOfARuleIsToldByItself() {
        var reports = new FaultReports();

        assertThat(reports.failed("r", 1, "a", START)).isNotNull();
        assertThat(reports.failed("r", 2, "a", START)).isNotNull();
        assertThat(reports.failed("s", 1, "a", START)).isNotNull();
        assertThat(reports.failed("s", 1, "a", START)).isNull();
    }
}
