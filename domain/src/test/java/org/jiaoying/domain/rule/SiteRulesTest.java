package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that look beyond one point: stuck, tamper, sequence, correlation. */
class SiteRulesTest {
    private static final String FACTS = "facts: ["
            + "{name: gas, of: values, subject: {quantity: ch4}, in: self, take: last},"
            + "{name: rise, of: values, subject: {quantity: ch4, where: {place: T1}}, in: zone, take: rise, over: 10m, fresh: 1m},"
            + "{name: people, of: cards, in: zone}, {name: smoke, of: scenes, types: [smoke, fire], in: airway, over: 5m},"
            + "{name: dark, of: dark, in: zone}, {name: repair, of: window, kind: maintenance},"
            + "{name: alarm, of: amount, value: alarm else 1.0}]";

    private static String rule(String fields) {
        return """
                {id: r1, hazard: gas, clause: "AQ 1029-2019", from: 2020-02-01, title: {zh: 甲, en: A},
                 subject: {quantity: ch4}, say: {zh: "{device} {evidence}", en: "{device} {evidence}"},
                 advice: {zh: 查, en: Look}, %s}
                """.formatted(fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: stuck, level: blue, window: 4h, deviation: 0.001, floor: 0.05, neighbours: zone, moves: 0.02",
                "kind: stuck, level: blue, window: flat-window else 4h, deviation: 0, neighbours: airway, against: wind, moves: 0.1, movers: 2",
                "kind: tamper, level: yellow, sign: clipped, limit: alarm, band: 0.03, share: 0.3, window: 2h",
                "kind: tamper, level: yellow, sign: step-down, limit: alarm, near: 0.8, floor: 0.05, within: 1m, for: 2m",
                "kind: tamper, level: blue, sign: gap-then-smooth, gap: 10m, window: 30m, ratio: 0.1, noise: 0.005",
                "kind: tamper, level: orange, sign: diverging, neighbours: zone, limit: alarm, floor: 0.05, for: 10m",
                "kind: tamper, level: orange, sign: copied, neighbours: site, window: 1h, lag: 2m, match: 0.98, moves: 0.02",
                "kind: tamper, level: orange, sign: early-calibration, limit: alarm, near: 0.8, within: 10m, permit: calibration",
                "kind: tamper, level: orange, sign: many-calibrated, neighbours: site, count: 4, within: 10m",
                "kind: tamper, level: yellow, sign: no-test-gas, gas: 1.0, top: 2.5, rise: 20s, flat: 90s",
                "kind: tamper, level: blue, sign: paused, after: 2h",
                "kind: sequence, level: red, " + FACTS
                        + ", first: 'gas >= 0.8', then: 'people > 0 || smoke >= 2', within: 10m",
                "kind: correlation, " + FACTS
                        + ", levels: {orange: 'gas >= alarm && rise > 0.2', red: 'gas >= alarm * 1.5 && dark >= 5.0 && repair == 0'}, for: 2m",
            })
    void whatIsWrittenAsJsonIsReadBackTheSame(String fields) {
        Rule rule = RuleParser.rule("rule", rule(fields));

        String json = RuleJson.write(rule);
        assertThat(RuleParser.rule("json", json)).isEqualTo(rule);
        assertThat(RuleJson.write(RuleParser.rule("json", json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind: stuck, level: blue, window: 4h, neighbours: zone, moves: 0.02                    | deviation: is missing
            kind: stuck, level: blue, window: 0s, deviation: 1, neighbours: zone, moves: 0.02      | window: must be longer than 0
            kind: stuck, level: blue, window: 4h, deviation: 1, neighbours: self, moves: 0.02      | neighbours: nothing is its own neighbour
            kind: tamper, level: blue, sign: cliped, limit: alarm                                  | did you mean 'clipped'?
            kind: tamper, level: blue, sign: paused, after: 2h, limit: 3                           | limit: is not a field here
            kind: tamper, level: blue, sign: many-calibrated, neighbours: site, within: 10m        | count: is missing
            kind: correlation, levels: {red: 'true'}                                               | facts: is missing
            kind: correlation, facts: [{name: people, of: card, in: zone}], levels: {red: 'true'}  | did you mean 'cards'?
            kind: correlation, facts: [{name: p, of: cards, in: zone}]                             | levels: is missing
            kind: correlation, facts: [{name: p, of: cards, in: zone}], levels: {red: 'q > 0'}     | 1:1 undeclared reference to 'q'
            kind: correlation, facts: [{name: p, of: cards, in: zone}], levels: {red: 'p + 1.0'}   | expected type 'bool'
            kind: correlation, facts: [{name: p, of: cards, in: zone}], levels: {red: 'p >'}       | is no condition: 1:
            kind: correlation, facts: [{name: p, of: cards, in: zone}], levels: {red: "p > 'a'"}   | no matching overload
            kind: correlation, facts: [{name: P, of: cards, in: zone}], levels: {red: 'true'}      | must be 1 to 32 lower-case letters
            kind: correlation, facts: [{name: r, of: values, in: self, take: rise, subject: {quantity: ch4}}], levels: {red: 'true'} | over: is missing
            kind: correlation, facts: [{name: r, of: values, in: self, take: last, subject: {device-kind: x}}], levels: {red: 'true'} | must name a quantity or a point
            kind: correlation, facts: [{name: p, of: cards, in: zone},{name: p, of: cards, in: site}], levels: {red: 'true'} | a second time
            kind: sequence, level: red, facts: [{name: p, of: cards, in: zone}], first: 'p > 0', within: 1m | then: is missing
            """)
    void aFaultIsToldWithItsPlace(String fields, String told) {
        assertThatThrownBy(() -> RuleParser.rule("rule", rule(fields))).hasMessageContaining(told);
    }

    @Test
    void aFactStandsInTheSentenceByItsName() {
        String fields = "kind: correlation, " + FACTS + ", levels: {red: 'gas > 1'}";
        RuleParser.rule("rule", rule(fields).replace("{evidence}", "{people}"));

        assertThatThrownBy(() -> RuleParser.rule("rule", rule(fields).replace("{evidence}", "{peeple}")))
                .hasMessageContaining("did you mean 'people'?");
    }

    @Test
    void aConditionIsAnsweredOfItsFactsOnly() {
        Expression expression = Expression.compile("gas >= 1 && people > 0.5", List.of("gas", "people", "wind"));

        assertThat(expression.facts()).containsExactly("gas", "people");
        assertThat(expression.holds(Map.of("gas", 1.0, "people", 1.0))).isTrue();
        assertThat(expression.holds(Map.of("gas", 1.0, "people", 0.0))).isFalse();
        assertThat(expression.holds(Map.of("gas", Double.NaN, "people", 1.0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3].all(x, [1,2,3].all(y, x < y))",
                "gas > 0.0 ? 1.0 : 2.0",
                "'a'.matches('(a+)+$') && gas",
                "gas.foo > 1.0",
                "timestamp('2020-01-01T00:00:00Z')",
                "\"",
            })
    void whatIsNoConditionOverNumbersIsRefused(String text) {
        assertThatThrownBy(() -> Expression.compile(text, List.of("gas")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no condition: ");
    }

    @Test
    void aConditionIsShortAndShallow() {
        assertThatThrownBy(() -> Expression.compile("gas > 1.0 || ".repeat(100) + "true", List.of("gas")))
                .hasMessageContaining("longer than 500");
        assertThatThrownBy(() -> Expression.compile("(".repeat(200) + "gas > 1.0" + ")".repeat(200), List.of("gas")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
