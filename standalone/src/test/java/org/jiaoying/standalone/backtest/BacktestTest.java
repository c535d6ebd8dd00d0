package org.jiaoying.standalone.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.foresee.WarningLoad;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.simulators.replay.ReplayCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {
    private static final String CASE = """
            case: stove
            title: {zh: 炉温 <b>, en: "Stove's heat"}
            source: made up for this test
            csv:
              time: {column: at, format: iso, zone: Asia/Shanghai}
              values:
                - {column: heat, device: e/s/stove, point: heat}
            enterprises:
              e:
                name: {zh: 企业, en: Enterprise}
                users: {e: {password: e}}
                sites:
                  s:
                    name: {zh: 厂, en: Works}
                    kind: plant
                    timeZone: Asia/Shanghai
                    region: "000000"
                    devices:
                      stove:
                        name: {zh: "<script>alert(1)</script>", en: Stove}
                        kind: stove
                        points:
                          heat: {name: {zh: 温度, en: Heat}, unit: ℃, range: [0, 999], attributes: {hot: 100, hotter: 200}}
            rules:
              - id: hot
                hazard: fire
                kind: threshold
                title: {zh: 过热, en: Hot}
                clause: made up
                from: 2020-01-01
                subject: {quantity: heat}
                side: above
                levels: {yellow: hot, red: hotter}
                say: {zh: "{device} {value}", en: "{device} {value}"}
                advice: {zh: 关, en: Turn off}
            roster:
              people:
                - {id: a, name: 甲, phones: ["19900000001"]}
                - {id: b, name: 乙, phones: ["19900000002"]}
              chains:
                - enterprise: e
                  site: s
                  tiers:
                    - {name: 值班, people: [a], answer: {yellow: 5m}}
                    - {name: 负责人, people: [b]}
            labels:
              - {rule: hot, device: e/s/stove, point: heat, from: 2026-01-01T10:02, to: 2026-01-01T10:30, note: burning}
              - {rule: hot, device: e/s/stove, point: heat, from: 2026-01-01T13:00, to: 2026-01-01T14:00, note: never seen}
            """;

    /** Hot at 10:03, hotter at 10:04, over at 10:05; hot again at 10:09, which is the same event; and at 12:00. */
    private static final String CSV = """
            at,heat
            2026-01-01T10:00,20
            2026-01-01T10:03,120
            2026-01-01T10:04,230
            2026-01-01T10:05,20
            2026-01-01T10:09,130
            2026-01-01T10:10,20
            2026-01-01T12:00,110
            """;

    @TempDir
    Path dir;

    private Path csv;

    @BeforeEach
    void write() throws Exception {
        csv = Files.writeString(dir.resolve("stove.csv"), CSV);
    }

    @Test
    void whatWouldHaveBeenFoundAndWhoCalledAtWhatHour() throws Exception {
        BacktestReport report =
                Backtest.of(ReplayCase.parse("stove", CASE), csv, null).run(2);

        assertThat(report.messages()).isEqualTo(7);
        assertThat(report.breaches())
                .extracting(TracedBreach::peak)
                .containsExactly(Level.RED, Level.YELLOW, Level.YELLOW);
        assertThat(report.warnings())
                .extracting(warning -> warning.from() + " " + warning.peak() + " "
                        + warning.breaches().size())
                .containsExactly("2026-01-01T02:03:00Z RED 2", "2026-01-01T04:00:00Z YELLOW 1");
        assertThat(report.warnings().get(0).calls())
                .extracting(call -> call.at() + " " + call.person() + " " + call.atOnce())
                // Yellow goes from tier to tier; red calls all at once.
                .containsExactly(
                        "2026-01-01T02:03:00Z 甲 true",
                        "2026-01-01T02:08:00Z 乙 false",
                        "2026-01-01T02:04:00Z 甲 true",
                        "2026-01-01T02:04:00Z 乙 true");
        assertThat(report.loads()).extracting(WarningLoad::person).containsExactly("甲", "乙");
        assertThat(report.loads().get(0).most()).isEqualTo(2);
    }

    @Test
    void labelsTellWhatWasFoundMissedAndFalseAndHowLongBefore() throws Exception {
        BacktestReport report =
                Backtest.of(ReplayCase.parse("stove", CASE), csv, null).run(1);

        assertThat(report.asLabelled()).isFalse();
        assertThat(report.verdict()).satisfies(verdict -> {
            assertThat(verdict.found()).hasSize(1);
            assertThat(report.lead(verdict.found().get(0))).isEqualTo(Duration.ofMinutes(27));
            assertThat(verdict.missed()).extracting("note").containsExactly("never seen");
            assertThat(verdict.unexpected())
                    .extracting(step -> step.at())
                    .containsExactly(Instant.parse("2026-01-01T04:00:00Z"));
        });
        assertThat(report.document()).containsKeys("found", "missed", "unexpected", "warnings", "load", "tookSeconds");
    }

    @Test
    void otherRulesThanTheCasesCanBeTried() throws Exception {
        var stricter = RuleParser.pack("stricter", """
                pack: stricter
                rules:
                  - id: warm
                    hazard: fire
                    kind: threshold
                    title: {zh: 暖, en: Warm}
                    clause: made up
                    from: 2020-01-01
                    subject: {quantity: heat}
                    side: above
                    levels: {blue: 10, red: nowhere}
                    say: {zh: "{value}", en: "{value}"}
                    advice: {zh: 关, en: Turn off}
                """);

        BacktestReport report =
                Backtest.of(ReplayCase.parse("stove", CASE), csv, stricter).run(1);

        assertThat(report.breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.opened().ruleId()).isEqualTo("warm");
            assertThat(breach.cleared()).isNull();
        });
    }

    @Test
    void thePageShowsCurveBandsCallsAndLabelsAndTakesNoMarkupFromTheRegister() throws Exception {
        Backtest backtest = Backtest.of(ReplayCase.parse("stove", CASE), csv, null);

        String page = BacktestPage.of(backtest, backtest.run(1));

        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("class=\"line\"", "class=\"band red\"", "class=\"band yellow\"", "class=\"label\"")
                .contains("漏报 missed", "误报 false", "27 min", "限值 limit 100", "10:08 乙")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "炉温 &lt;b&gt;")
                .doesNotContain("<script", "炉温 <b>", "http://", "https://");
    }
}
