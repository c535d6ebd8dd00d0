package org.jiaoying.alerting.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Chase;
import org.jiaoying.alerting.warning.Fact;
import org.jiaoying.alerting.warning.Reports;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallTextTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final Instant AT = Instant.parse("2026-10-20T18:15:00Z");

    @Test
    void namesLevelPlaceValueLimitTimeAndHowToAnswer() {
        assertThat(text("zh", warning(false, WarningState.OPEN, 1.62, "甲烷超限"), PlannedCall.Reason.CHASE_STARTED))
                .isEqualTo("【叫应】橙色预警 北矿 T1 掘进面 甲烷 1.62%/限 1.5% 10月21日 02:15。回复 1 收到 2 已处置 3 求援（编号 4821）");
    }

    @Test
    void speaksEnglishToWhoReadsIt() {
        assertThat(text("en", warning(false, WarningState.OPEN, 1.62, "x"), PlannedCall.Reason.NO_ANSWER))
                .isEqualTo("[Jiaoying] no answer before you: ORANGE warning North mine T1 CH4 1.62% / limit 1.5%"
                        + " 02:15 21 Oct. Reply 1 received 2 handled 3 help (code 4821)");
    }

    @Test
    void aDrillIsMarkedAndWhatClearedIsSaid() {
        String drill =
                text("zh", warning(true, WarningState.CLEARED_UNANSWERED, 1.62, "x"), PlannedCall.Reason.REPEATED);
        assertThat(drill).startsWith("【叫应】【演练】再次呼叫，").contains("现已恢复");
        assertThat(text("en", warning(true, WarningState.OPEN, 1.62, "x"), PlannedCall.Reason.CHASE_STARTED))
                .startsWith("[Jiaoying] DRILL ");
    }

    @Test
    void whereThereIsNoValueTheDetectorsSentenceStands() {
        assertThat(text(
                        "zh",
                        warning(false, WarningState.OPEN, null, "传感器 10 分钟无数据"),
                        PlannedCall.Reason.CHASE_STARTED))
                .contains("传感器 10 分钟无数据");
    }

    @ParameterizedTest
    @EnumSource(PlannedCall.Reason.class)
    void howToAnswerAndTheCodeAreNeverCutOff(PlannedCall.Reason reason) {
        for (String language : List.of("zh", "en")) {
            String text =
                    text(language, warning(true, WarningState.CLEARED_UNANSWERED, null, "长".repeat(1_000)), reason);
            assertThat(text.length()).isLessThanOrEqualTo(CallText.MAX_LENGTH);
            assertThat(text).contains("4821").contains("1 ").contains("3 ");
        }
    }

    /** The longest address that the setting takes, and the end of a link. */
    private static final String LINK = "https://" + "a".repeat(32) + "/w/" + "t".repeat(22);

    @Test
    void aLinkStandsAtTheEndAfterASpaceSoThatPhonesSeeIt() {
        Warning warning = warning(false, WarningState.OPEN, 1.62, "x");
        assertThat(text("zh", warning, PlannedCall.Reason.CHASE_STARTED, "https://a.example/w/T"))
                .endsWith("回复 1 收到 2 已处置 3 求援（编号 4821） https://a.example/w/T");
        assertThat(text("en", warning, PlannedCall.Reason.CHASE_STARTED, "https://a.example/w/T"))
                .endsWith("3 help (code 4821) https://a.example/w/T");
    }

    @ParameterizedTest
    @EnumSource(PlannedCall.Reason.class)
    void withTheLongestLinkATextIsBoundedAndStillSaysWhereItIs(PlannedCall.Reason reason) {
        for (String language : List.of("zh", "en")) {
            for (Double value : new Double[] {null, 123_456.7}) {
                Warning warning = warning(true, WarningState.CLEARED_UNANSWERED, value, "长".repeat(1_000))
                        .with(new Reports(null, null, null, AT, 0, null, null, 0, EnumSet.allOf(Fact.class)));
                String text = text(language, warning, reason, LINK);
                assertThat(text.length()).isLessThanOrEqualTo(CallText.MAX_LENGTH);
                assertThat(text).endsWith(" " + LINK).contains("4821").contains("长".repeat(10));
            }
        }
    }

    @Property(tries = 200)
    void whateverANameIsTheTextIsBounded(@ForAll String name) {
        Warning warning = warning(true, WarningState.CLEARED_UNANSWERED, null, name);
        assertThat(text("zh", warning, PlannedCall.Reason.UNREACHED).length()).isLessThanOrEqualTo(CallText.MAX_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "1.62, 1.62",
        "1.50, 1.5",
        "100, 100",
        "0.00001, 0",
        "1234.56, 1234.6",
        "-0.01, -0.01",
        "1e9, 1000000000",
        "1e300, 1.000e+300"
    })
    void numbersSayNoMoreThanTheyKnow(double value, String text) {
        assertThat(CallText.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"8613812345678, 86138****5678", "10690000, 10****0000", "1234, ****", "12345, ****2345"})
    void aNumberIsMasked(String number, String masked) {
        assertThat(Masked.number(number)).isEqualTo(masked);
    }

    private static String text(String language, Warning warning, PlannedCall.Reason reason) {
        return text(language, warning, reason, "");
    }

    private static String text(String language, Warning warning, PlannedCall.Reason reason, String link) {
        var callee = new Callee("zhang", "张伟", "", language, null, Map.of());
        return CallText.of(
                warning, new PlannedCall(Call.Kind.CALL, 1, 1, 1, callee, "sms", "1", null, reason), BEIJING, link);
    }

    private static Warning warning(boolean drill, WarningState state, Double value, String reason) {
        boolean named = reason.length() < 40;
        return new Warning(
                "W",
                0,
                new SiteKey("mine", "north"),
                Hazard.GAS,
                drill,
                "4821",
                AT,
                state,
                Level.ORANGE,
                Level.ORANGE,
                AT,
                null,
                new Cause(
                        "b",
                        named ? new Text("北矿 T1 掘进面 甲烷", "North mine T1 CH4") : Text.same(reason),
                        Text.same(reason),
                        value,
                        value == null ? null : 1.5,
                        "%",
                        AT),
                new FrozenChain(List.of(), List.of(), Map.of()),
                Chase.fresh(1, Level.ORANGE, AT),
                Reports.NONE,
                null,
                null);
    }
}
