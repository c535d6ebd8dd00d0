package org.jiaoying.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    private static final String NAME = "JY_HTTP_PUBLIC_URL";

    @Test
    @DisplayName("Where nothing is set texts carry no link")
    void none() {
        assertThat(HttpSettings.from(Map.of()).publicUrl()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://alarm.example.org, https://alarm.example.org",
        "https://alarm.example.org/, https://alarm.example.org",
        "http://10.1.2.3:8080/jy/, http://10.1.2.3:8080/jy"
    })
    @DisplayName("The address from outside is taken without the slash at its end")
    void taken(String set, String read) {
        assertThat(HttpSettings.from(Map.of(NAME, set)).publicUrl()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm.example.org",
                "ftp://alarm.example.org",
                "https:///x",
                "https://user:password@alarm.example.org",
                "https://alarm.example.org/?a=b",
                "https://alarm.example.org/#a",
                "https://alarm.example.org/ x",
                "https://alarm.example.org/\"onload=",
                "javascript:alert(1)",
                "https://a-name-too-long-for-texts.example.org"
            })
    @DisplayName("What is no address, or too long for a text, stops the start and is named")
    void refused(String set) {
        assertThatThrownBy(() -> HttpSettings.from(Map.of(NAME, set))).hasMessageContaining(NAME + " = ");
    }
}
