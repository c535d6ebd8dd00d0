package org.jiaoying.messaging.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @ParameterizedTest(name = "{0}, failure {1}, chance {2}: {3} ms")
    @CsvSource({
        "CONNECTION_LOST, 1, 0.0, 50",
        "CONNECTION_LOST, 1, 1.0, 100",
        "CONNECTION_LOST, 2, 1.0, 200",
        "CONNECTION_LOST, 5, 0.5, 1200",
        "CONNECTION_LOST, 8, 1.0, 10000",
        "CONNECTION_LOST, 1000000, 1.0, 10000",
        "UNREACHABLE, 3, 0.0, 200",
        "TAKEN_OVER, 1, 0.0, 5000",
        "TAKEN_OVER, 1, 1.0, 10000",
        "BAD_CREDENTIALS, 1, 0.5, 7500",
        "HANDLER_FAILED, 1, 0.0, 5000",
    })
    void delays(LossReason reason, int failures, double chance, long millis) {
        assertThat(backOff.delay(reason, failures, chance)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    @DisplayName("Bounds that are none are refused")
    void bounds() {
        assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
