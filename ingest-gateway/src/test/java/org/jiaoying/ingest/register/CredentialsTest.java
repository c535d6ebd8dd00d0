package org.jiaoying.ingest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final PasswordHash HASH = PasswordHash.of("right");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private volatile List<Credential> stored = List.of(new Credential("mine", "mine", HASH));
    private final Credentials credentials = new Credentials(() -> stored, now::get);

    @Test
    void theRightPasswordIsTheUsersAndNoOther() {
        assertThat(verify("mine", "right")).isTrue();
        assertThat(verify("mine", "wrong")).isFalse();
        assertThat(verify("mine", "")).isFalse();
        assertThat(verify("other", "right")).isFalse();
        assertThat(verify("", "")).isFalse();
        assertThat(verify("mine", "right")).isTrue();
    }

    @Test
    void aStormOfReconnectionsIsAnsweredFromMemory() {
        assertThat(verify("mine", "right")).isTrue();
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(verify("mine", "right")).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void guessingIsSlowedAndTheUserStillComesIn() {
        assertThat(verify("mine", "right")).isTrue();
        for (int guess = 0; guess < 50; guess++) {
            assertThat(verify("mine", "guess" + guess)).isFalse();
        }
        assertThat(verify("mine", "right")).isTrue();
    }

    @Test
    void afterASecondOfGuessingAnUnknownRightPasswordIsLookedAtAgain() {
        for (int guess = 0; guess < 6; guess++) {
            verify("mine", "guess" + guess);
        }
        assertThat(verify("mine", "right")).isFalse();
        now.set(now.get().plusSeconds(1));
        assertThat(verify("mine", "right")).isTrue();
    }

    @Test
    void aChangedPasswordHoldsAfterRefresh() {
        assertThat(verify("mine", "right")).isTrue();
        stored = List.of(new Credential("mine", "mine", PasswordHash.of("new")));
        credentials.refresh();
        assertThat(verify("mine", "right")).isFalse();
        assertThat(verify("mine", "new")).isTrue();
        stored = List.of();
        credentials.refresh();
        assertThat(verify("mine", "new")).isFalse();
    }

    @Test
    void aHashIsStoredAndReadBackAndShownToNobody() {
        assertThat(PasswordHash.parse(HASH.stored())).isEqualTo(HASH);
        assertThat(HASH.toString()).doesNotContain(HASH.stored().substring(20));
        for (String bad : List.of(
                "",
                "x",
                "md5$1$a$b",
                "pbkdf2-sha256$0$c2FsdHNhbHQ=$",
                "pbkdf2-sha256$1$!$!",
                "pbkdf2-sha256$999999999$c2FsdHNhbHQ=$c2FsdHNhbHRzYWx0c2FsdA==")) {
            assertThatThrownBy(() -> PasswordHash.parse(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a password hash must be");
        }
    }

    private boolean verify(String user, String password) {
        return credentials.verify(user, password.getBytes(StandardCharsets.UTF_8));
    }
}
