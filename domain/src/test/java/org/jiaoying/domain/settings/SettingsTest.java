package org.jiaoying.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void absentNamesHaveTheirDefaults() {
        var settings = new Settings("JY_X_", Map.of("PATH", "/bin", "OTHER_PORT", "x"));

        assertThat(settings.number("PORT", 1883, 0, 65_535, "the port")).isEqualTo(1883);
        assertThat(settings.duration("WAIT", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(1), "the wait"))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.flag("LOUD", false, "whether it is loud")).isFalse();
        settings.finish();
        assertThat(settings.entries())
                .extracting(Settings.Entry::name)
                .containsExactly("JY_X_PORT", "JY_X_WAIT", "JY_X_LOUD");
    }

    @Test
    void allFaultsAreReportedAtOnceWithWhatWouldBeRight() {
        var settings = new Settings(
                "JY_X_", Map.of("JY_X_PORT", "70000", "JY_X_WAIT", "soon", "JY_X_LOUD", "yes", "JY_X_SECRT", "s"));
        settings.number("PORT", 1883, 0, 65_535, "the port");
        settings.duration("WAIT", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(1), "the wait");
        settings.flag("LOUD", false, "whether it is loud");
        settings.required("SECRET", "shared with the history part");

        assertThatThrownBy(settings::finish)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JY_X_PORT = '70000' must lie in 0 to 65535")
                .hasMessageContaining("JY_X_WAIT = 'soon' is not a duration")
                .hasMessageContaining("JY_X_LOUD = 'yes' must be true or false")
                .hasMessageContaining("JY_X_SECRET is missing: shared with the history part")
                .hasMessageContaining("JY_X_SECRT is not a setting; did you mean JY_X_SECRET?");
    }

    @Test
    void aTextOfACertainFormIsReadAndRefusedInTheWordsOfTheForm() {
        var settings = new Settings("JY_X_", Map.of("JY_X_GOOD", "abc", "JY_X_BAD", "a c"));
        java.util.function.UnaryOperator<String> form = text -> {
            if (text.contains(" ")) {
                throw new IllegalArgumentException("has a gap");
            }
            return text.toUpperCase(java.util.Locale.ROOT);
        };
        assertThat(settings.text("GOOD", "", form, "a word")).isEqualTo("ABC");
        assertThat(settings.text("BAD", "none", form, "a word")).isEqualTo("NONE");
        assertThatThrownBy(settings::finish).hasMessageContaining("JY_X_BAD = 'a c' has a gap (a word)");
    }
}
