package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
    private static final String PACK = """
            pack: coal-mine-gas
            rules:
              - id: ch4-limit
                hazard: gas
                kind: threshold
                title: {zh: 甲烷超限, en: Methane over the limit}
                clause: "AQ 1029-2019"
                from: 2020-02-01
                subject: {quantity: ch4, site-kind: coal-mine, where: {place: T1}}
                side: above
                levels: {yellow: alarm, orange: cut, red: 3.0}
                clear: restore
                say: {zh: "{device} 甲烷 {value}{unit}", en: "{device} methane {value}{unit}, limit {limit}{unit}"}
                advice: {zh: 撤人, en: Withdraw the people}
              - id: gas-silent
                hazard: gas
                kind: absence
                title: {zh: 传感器失联, en: Sensor silent}
                clause: "AQ 1029-2019"
                from: 2020-02-01
                subject: {device-kind: gas-sensor}
                level: yellow
                after: 60s
                say: {zh: "{device} 已 {after} 无数据", en: "{device} silent for {after}"}
                advice: {zh: 检查线路, en: Check the line}
            """;

    @Test
    void aPackIsReadWithEveryField() {
        List<Rule> rules = RuleParser.pack("coal-mine-gas.yaml", PACK);

        assertThat(rules).hasSize(2);
        Rule rule = rules.get(0);
        assertThat(rule.id()).isEqualTo("ch4-limit");
        assertThat(rule.hazard()).isEqualTo(Hazard.GAS);
        assertThat(rule.holdsFrom()).isEqualTo(LocalDate.of(2020, 2, 1));
        assertThat(rule.selector().quantity()).isEqualTo("ch4");
        assertThat(rule.selector().where()).containsExactly(Map.entry("place", "T1"));
        var threshold = (Condition.Threshold) rule.condition();
        assertThat(threshold.side()).isEqualTo(Condition.Side.ABOVE);
        assertThat(threshold.exclusive()).isFalse();
        assertThat(threshold.levels())
                .containsExactly(
                        Map.entry(Level.YELLOW, new Amount.Attribute<>("alarm", null)),
                        Map.entry(Level.ORANGE, new Amount.Attribute<>("cut", null)),
                        Map.entry(Level.RED, new Amount.Literal<>(3.0)));
        assertThat(threshold.clear()).isEqualTo(new Amount.Attribute<>("restore", null));
        assertThat(rules.get(1).condition())
                .isEqualTo(new Condition.Absence(
                        Level.YELLOW,
                        new Amount.Literal<>(Duration.ofSeconds(60)),
                        List.of(),
                        new Amount.Literal<>(Condition.PLANNED_AT_MOST)));
    }

    @Test
    void whatIsWrittenAsJsonIsReadBackTheSame() {
        for (Rule rule : RuleParser.pack("pack", PACK)) {
            String json = RuleJson.write(rule);
            Rule again = RuleParser.rule("json", json);
            assertThat(again).isEqualTo(rule);
            assertThat(RuleJson.write(again)).isEqualTo(json);
        }
    }

    @Test
    void anAttributeMaySayWhatHoldsWhereItIsMissing() {
        var absence =
                (Condition.Absence) RuleParser.pack("pack", PACK.replace("after: 60s", "after: silent-after else 60s"))
                        .get(1)
                        .condition();

        assertThat(absence.after()).isEqualTo(new Amount.Attribute<>("silent-after", Duration.ofSeconds(60)));
        assertThat(absence.after().resolve(name -> Optional.empty(), Amounts::duration))
                .isEqualTo(new Amount.Resolved.Value<>(Duration.ofSeconds(60)));
        assertThat(absence.after().resolve(name -> Optional.of("2m"), Amounts::duration))
                .isEqualTo(new Amount.Resolved.Value<>(Duration.ofMinutes(2)));
        assertThat(absence.after().resolve(name -> Optional.of("none"), Amounts::duration))
                .isEqualTo(new Amount.Resolved.NoLimit<>());
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        assertThat(RuleParser.pack("pack", "\uFEFF" + PACK)).hasSize(2);
    }

    @ParameterizedTest(name = "{0} → {1}: {3}, line {4}")
    @CsvSource(delimiter = '|', textBlock = """
            side: above               | sid: above                     | rules[0].sid            | side      | 10
            side: above               | side: abov                     | rules[0].side           | above     | 10
            hazard: gas               | hazard: gass                   | rules[0].hazard         | gas       | 4
            kind: threshold           | kind: treshold                 | rules[0].kind           | threshold | 5
            {device} 甲烷             | {devise} 甲烷                  | rules[0].say            | device    | 13
            red: 3.0}                 | redd: 3.0}                     | rules[0].levels.redd    | red       | 11
            """)
    void aMisspeltWordIsToldWithItsPlaceAndTheNearestCorrectOne(
            String right, String wrong, String path, String nearest, int line) {
        var refused = catchThrowableOfType(
                RuleFaultsException.class, () -> RuleParser.pack("pack.yaml", PACK.replaceFirst(quote(right), wrong)));

        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.path()).isEqualTo(path);
            assertThat(fault.nearest()).isEqualTo(nearest);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.column()).isPositive();
            assertThat(fault.toString()).startsWith("pack.yaml:" + line + ":");
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            red: 3.0}            | red: 1e999}                     | is too large
            red: 3.0}            | red: "3,0"}                     | is not a number
            red: 3.0}            | red: .nan}                      | is not a number
            red: 3.0}            | red: [3]}                       | must be a single value
            levels: {yellow: alarm, orange: cut, red: 3.0} | levels: {orange: 4, red: 3} | reached before a milder level
            levels: {yellow: alarm, orange: cut, red: 3.0} | levels: {}                  | gives no level a limit
            levels: {yellow: alarm, orange: cut, red: 3.0} | levels: 3                   | must be a mapping
            from: 2020-02-01     | from: 2020-02-30                | is not a date
            from: 2020-02-01     | from: 2020-02-01, side: below   | not well formed
            id: ch4-limit        | id: "a b"                       | must be 1 to 64 letters
            id: ch4-limit        | id: gas-silent                  | a second time
            clause: "AQ 1029-2019" | clause: "  "                  | is empty
            clear: restore       | times: 0                        | whole number from 1 to 100
            clear: restore       | within: 5m                      | needs 'times'
            clear: restore       | for: 5 minutes                  | is not a duration
            clear: restore       | side: below                     | stands here a second time
            {quantity: ch4,      | {                               | must name a quantity or a point
            en: Methane over the limit} | fr: Methane}             | is missing
            after: 60s           | after: 0s                       | must be longer than 0
            after: 60s           | after: silent-after else 5      | is not a duration
            after: 60s           | after: silent after else 5s     | is not a duration
            """)
    void aFaultIsToldInASentence(String right, String wrong, String message) {
        assertThatThrownBy(() -> RuleParser.pack("pack", PACK.replaceFirst(quote(right), wrong)))
                .isInstanceOf(RuleFaultsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String broken = PACK.replace("hazard: gas", "hazard: fog").replace("after: 60s", "after: soon!");

        var refused = catchThrowableOfType(RuleFaultsException.class, () -> RuleParser.pack("pack", broken));

        assertThat(refused.faults())
                .extracting(Fault::path)
                .containsExactly("rules[0].hazard", "rules[1].hazard", "rules[1].after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "42",
                "{",
                "pack: a\n---\npack: b",
                "a: &a [x]\nb: *a",
                "pack: p\nrules: {a: b}",
                "pack: p\nrules: [1, 2]",
                "? [a]\n: b",
                "\u0000",
                "!!java.net.URL [x]",
                "<<: {a: b}",
                "%YAML 9.9\n---\na: b",
                "a:\n\t- b",
            })
    void hostileTextIsRefusedAndNeverThrowsAnythingElse(String text) {
        assertThatThrownBy(() -> RuleParser.pack("pack", text)).isInstanceOf(RuleFaultsException.class);
        assertThatThrownBy(() -> RuleParser.rule("rule", text)).isInstanceOf(RuleFaultsException.class);
    }

    @Test
    void deepAndLongTextIsRefused() {
        for (String text :
                List.of("[".repeat(100_000), "{a: ".repeat(60_000), "- ".repeat(400_000), "x".repeat(1_000_001))) {
            assertThatThrownBy(() -> RuleParser.pack("pack", text)).isInstanceOf(RuleFaultsException.class);
        }
    }

    @Test
    void atMostAHundredFaultsAreKept() {
        String text = "pack: p\nrules:\n" + "  - {}\n".repeat(900);
        var refused = catchThrowableOfType(RuleFaultsException.class, () -> RuleParser.pack("pack", text));
        assertThat(refused.faults()).hasSize(100);
    }

    private static String quote(String text) {
        return java.util.regex.Pattern.quote(text);
    }
}
