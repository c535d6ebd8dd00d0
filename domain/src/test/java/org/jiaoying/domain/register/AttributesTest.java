package org.jiaoying.domain.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    @Test
    void aNumberIsReadAsWritten() {
        assertThat(new Attributes(Map.of("alarm", " 1.50 ")).number("alarm")).hasValue(1.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T1", "NaN", "Infinity", "1e999"})
    void whatIsNoFiniteNumberIsNoLimit(String value) {
        assertThat(new Attributes(Map.of("alarm", value)).number("alarm")).isEmpty();
    }

    @Test
    void aWindowHoldsItsStartAndNotItsEnd() {
        var from = Instant.parse("2018-10-21T00:00:00Z");
        var to = from.plusSeconds(60);
        var window = new DeclaredWindow("ordered-stop", from, to, "");

        assertThat(window.contains(from)).isTrue();
        assertThat(window.contains(to)).isFalse();
        assertThat(window.contains(from.minusMillis(1))).isFalse();
    }
}
