package org.jiaoying.alerting.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @Test
    @DisplayName("A password fits its hash, and no other does; two hashes of one password differ")
    void fits() {
        String hash = PasswordHash.of("口令 pass", 1_000);

        assertThat(PasswordHash.matches("口令 pass", hash)).isTrue();
        assertThat(PasswordHash.matches("口令 pas", hash)).isFalse();
        assertThat(PasswordHash.matches("", hash)).isFalse();
        assertThat(PasswordHash.of("口令 pass", 1_000)).isNotEqualTo(hash).startsWith("pbkdf2-sha512$1000$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "officer",
                "$$$",
                "pbkdf2-sha512$x$YQ$YQ",
                "pbkdf2-sha512$0$YQ$YQ",
                "pbkdf2-sha512$-1$YQ$YQ",
                "pbkdf2-sha512$99999999$YQ$YQ",
                "pbkdf2-sha512$1000$!$YQ",
                "pbkdf2-sha512$1000$$YQ",
                "md5$1000$YQ$YQ"
            })
    @DisplayName("What is no hash fits nothing")
    void noHash(String stored) {
        assertThat(PasswordHash.matches("officer", stored)).isFalse();
    }
}
