package org.jiaoying.alerting.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jiaoying.alerting.warning.WarningState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static Instant at(Integer minutes) {
        return minutes == null ? null : NOW.plusSeconds(60L * minutes);
    }

    /** Times are minutes from now. */
    @ParameterizedTest(name = "{6}: {5}")
    @CsvSource(textBlock = """
            OPEN,                 false,   ,    ,    ,                        , people are being called
            OPEN,                 false, -3,    ,    , UNREACHED              , the whole chain was called in vain
            OPEN,                 true ,   ,    ,    , HELP                   , somebody asked for help
            OPEN,                 true , -3,    ,    , HELP                   , help comes before unreached
            CLEARED_UNANSWERED,   false, -3,    ,    , UNREACHED              , also when it has cleared
            ACKNOWLEDGED,         true ,   ,   5,    ,                        , somebody has it
            ACKNOWLEDGED,         false, -3,   5,    , UNREACHED              , somebody has it but not each who must
            ACKNOWLEDGED,         false,   ,   0,    , FIRST_REPORT_OVERDUE   , due now is overdue
            ACKNOWLEDGED,         false,   ,  -1,    , FIRST_REPORT_OVERDUE   , the first report is late
            CLEARED_REPORTED,     false,   ,    ,   1,                        , there is time for the closing report
            CLEARED_REPORTED,     false,   ,    ,  -1, CLOSING_REPORT_OVERDUE , the closing report is late
            CLEARED_ACKNOWLEDGED, false,   ,  -1,  -1, FIRST_REPORT_OVERDUE   , the first report comes first
            CLOSED,               true , -3,  -1,  -1,                        , over
            """)
    @DisplayName("Why a warning needs a hand")
    void table(
            WarningState state,
            boolean help,
            Integer unreached,
            Integer first,
            Integer closing,
            Attention why,
            String name) {
        var facts = new Attention.Facts(state, help, at(unreached), at(first), at(closing), null);
        assertThat(Attention.of(facts, NOW).orElse(null)).as(name).isEqualTo(why);

        var shelved = new Attention.Facts(state, help, at(unreached), at(first), at(closing), at(1));
        assertThat(Attention.of(shelved, NOW)).as("shelved").isEmpty();
        var awake = new Attention.Facts(state, help, at(unreached), at(first), at(closing), at(0));
        assertThat(Attention.of(awake, NOW).orElse(null)).as("awake again").isEqualTo(why);
    }
}
