package org.jiaoying.alerting.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private final Attempts attempts = new Attempts();

    private int taken(int tries, String login, String address) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += attempts.begin(login, address, START).isZero() ? 1 : 0;
        }
        return taken;
    }

    @Test
    @DisplayName("Many attempts at once gain nothing: each is counted before its password is looked at")
    void atOnce() {
        assertThat(taken(100, "officer", "10.0.0.1")).isEqualTo(5);
    }

    @Test
    @DisplayName("The wait doubles with each further failure, up to a quarter of an hour")
    void doubles() {
        taken(5, "officer", "10.0.0.1");
        Instant now = START;
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(attempts.begin("officer", "10.0.0.1", now)).isEqualTo(Duration.ofSeconds(wait));
            now = now.plusSeconds(wait);
            assertThat(attempts.begin("officer", "10.0.0.1", now)).isZero();
        }
    }

    @Test
    @DisplayName("An address that tries many accounts has to wait")
    void oneAddressManyAccounts() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += taken(1, "account-" + i, "10.0.0.1");
        }
        assertThat(taken).isEqualTo(20);
    }

    @Test
    @DisplayName("Nobody can lock an officer out from elsewhere for longer than half a minute")
    void noLockOut() {
        for (int i = 0; i < 1_000; i++) {
            attempts.begin("officer", "10.0." + i / 250 + "." + i % 250, START);
        }
        assertThat(attempts.begin("officer", "192.168.1.1", START)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(attempts.begin("officer", "192.168.1.1", START.plusSeconds(30)))
                .isZero();
    }

    @Test
    @DisplayName("Failures are forgotten after a success, and after half an hour")
    void forgotten() {
        taken(4, "officer", "10.0.0.1");
        attempts.succeeded("officer", "10.0.0.1", START);
        assertThat(taken(100, "officer", "10.0.0.1")).isEqualTo(5);
        assertThat(attempts.begin("officer", "10.0.0.1", START.plus(Duration.ofMinutes(31))))
                .isZero();
        assertThat(attempts.begin("officer", "10.0.0.1", START.plus(Duration.ofMinutes(31))))
                .isZero();
    }

    @Test
    @DisplayName(
            "Links are guessed at by address alone: twenty are free, the wait is half a minute at most, one that opens frees all")
    void links() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += attempts.begin("10.0.0.1", START).isZero() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(20);
        Instant now = START;
        for (long wait : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(attempts.begin("10.0.0.1", now)).isEqualTo(Duration.ofSeconds(wait));
            now = now.plusSeconds(wait);
            assertThat(attempts.begin("10.0.0.1", now)).isZero();
        }
        assertThat(attempts.begin("10.0.0.2", now)).isZero();
        assertThat(attempts.begin("officer", "10.0.0.1", now)).isZero();
        attempts.succeeded("10.0.0.1");
        assertThat(attempts.begin("10.0.0.1", now)).isZero();
    }
}
