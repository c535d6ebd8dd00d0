package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about people and about what cameras see. */
class PeopleAndScenesTest {

    private static Rule rule(String kind, String fields) {
        return RuleParser.rule("r", """
                {id: r, hazard: personnel, kind: %s, clause: "-", from: 2020-02-01, title: {zh: 测, en: t},
                 say: {zh: 测, en: t}, advice: {zh: 撤, en: w}, %s}
                """.formatted(kind, fields));
    }

    private static Rule onDevices(String kind, String fields) {
        return rule(kind, "subject: {site-kind: coal-mine}, " + fields);
    }

    @Test
    void limitsOfPeopleMayStandInTheRegister() {
        Rule rule =
                onDevices("occupancy", "find: too-many, over: site, levels: {yellow: max-people, red: 50}, for: 1m");
        var occupancy = (Condition.Occupancy) rule.condition();
        assertThat(occupancy.find()).isEqualTo(Condition.Find.TOO_MANY);
        assertThat(occupancy.wholeSite()).isTrue();
        assertThat(occupancy.levels())
                .isEqualTo(Map.of(
                        Level.YELLOW,
                        new Amount.Attribute<>("max-people", null),
                        Level.RED,
                        new Amount.Literal<>(50.0)));
        assertThat(occupancy.holdFor()).isEqualTo(new Amount.Literal<>(Duration.ofMinutes(1)));
        assertThat(RuleParser.rule("r", RuleJson.write(rule))).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                find: sos, level: red                                     | ok
                find: alone, level: blue, over: zone                      | ok
                find: no-leader, level: blue, role: chief                 | ok
                find: together, level: blue, times: 9, within: 4s         | ok
                find: vanished, level: blue, polls: lost else 7, every: 1m | ok
                find: forbidden, level: blue, permit: blasting, for: 3s   | ok
                find: too-fast, levels: {blue: 9}, times: 2               | ok
                find: too-long, levels: {blue: 9}                         | ok
                find: too-log, levels: {blue: 9}                          | did you mean 'too-long'?
                find: sos                                                 | level: is missing
                level: blue                                               | find: is missing
                find: sos, level: red, polls: 3                           | polls: is not a field here
                find: too-many, level: red                                | levels: is missing
                find: too-many, levels: {yellow: 9, red: 3}               | red reached before a milder level
                find: too-many, levels: {yellow: 9}, over: zon            | did you mean 'zone'?
                """)
    void whatIsLookedForSaysWhichFieldsThereAre(String fields, String expected) {
        if (expected.equals("ok")) {
            Rule rule = onDevices("occupancy", fields);
            assertThat(RuleParser.rule("r", RuleJson.write(rule))).isEqualTo(rule);
        } else {
            assertThatThrownBy(() -> onDevices("occupancy", fields)).hasMessageContaining(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                level: red, types: [fire]                                     | ok
                level: red, types: [fire, smoke], confidence: sure else 0.7, times: 2, within: 9s, quiet: 1m | ok
                level: red, types: [offline, frozen], for: 10m                | ok
                level: red                                                    | types: is missing
                level: red, types: []                                         | names no type of event
                level: red, types: [No Helmet]                                | is no type of event
                level: red, types: [fire, offline]                            | write two rules
                level: red, types: [fire], confidence: 1.1                    | must lie in 0 to 1
                level: red, types: [fire], quiet: 0s                          | must be longer than 0
                """)
    void aSceneRuleNamesItsTypesOfEvents(String fields, String expected) {
        if (expected.equals("ok")) {
            Rule rule = onDevices("scene", fields);
            assertThat(RuleParser.rule("r", RuleJson.write(rule))).isEqualTo(rule);
        } else {
            assertThatThrownBy(() -> onDevices("scene", fields)).hasMessageContaining(expected);
        }
    }

    @Test
    void aRuleThatJudgesNoValuesNamesNoQuantity() {
        assertThatThrownBy(() -> rule("occupancy", "subject: {quantity: ch4}, find: sos, level: red"))
                .hasMessageContaining("kind occupancy judges no values");
        assertThatThrownBy(() -> rule("scene", "subject: {point: p}, level: red, types: [fire]"))
                .hasMessageContaining("kind scene judges no values");
    }
}
