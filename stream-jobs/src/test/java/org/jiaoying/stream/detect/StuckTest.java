package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.junit.jupiter.api.Test;

class StuckTest {
    private static final String LIMITS = "window: 4h, deviation: 0.002, floor: 0.05, neighbours: zone, moves: 0.02";

    private static Rule rule(String fields) {
        return RuleParser.rule("stuck", """
                {id: stuck, hazard: gas, kind: stuck, level: blue, clause: "-", from: 2020-02-01,
                 title: {zh: 测试, en: Test}, subject: {quantity: ch4}, advice: {zh: 查, en: Look},
                 say: {zh: "{device} {evidence}", en: "{device} {evidence}"}, %s}
                """.formatted(fields));
    }

    private static WholeSite mine(String fields) {
        return new WholeSite(rule(fields))
                .zone("face", Map.of("airway", "a1"))
                .zone("return", Map.of("airway", "a1"))
                .sensor("gas-1", "gas-sensor", "face", "ch4", Map.of())
                .sensor("gas-2", "gas-sensor", "face", "ch4", Map.of())
                .sensor("gas-3", "gas-sensor", "return", "ch4", Map.of())
                .sensor("wind-1", "wind-sensor", "face", "wind", Map.of());
    }

    private static void reads(WholeSite mine, String sensor, String quantity, double hours, DoubleUnaryOperator value) {
        for (double at = 0; at < hours * 3600; at += 30) {
            mine.reads(at, sensor, quantity, Math.round(value.applyAsDouble(at) * 100) / 100.0);
        }
    }

    private static DoubleUnaryOperator moving(long seed) {
        var random = new Random(seed);
        return at -> 0.4 + 0.1 * Math.sin(at / 3000) + 0.01 * random.nextGaussian();
    }

    @Test
    void aFlatLineForHoursWhileItsNeighbourMovesIsStuck() {
        WholeSite mine = mine(LIMITS);
        reads(mine, "gas-1", "ch4", 6, at -> 0.42);
        reads(mine, "gas-2", "ch4", 6, moving(1));
        mine.until(7 * 3600);

        assertThat(mine.transitions).hasSize(1);
        assertThat(mine.story().get(0)).startsWith("OPENED blue @").endsWith("gas-1 0");
        Evidence evidence = mine.transitions.get(0).evidence();
        assertThat(evidence).isNotNull();
        assertThat(evidence.others()).containsExactly("demo-mine/north/gas-2/ch4");
        assertThat(evidence.numbers().get("standard_deviation_of_neighbour")).isGreaterThan(0.02);
        assertThat(evidence.text().zh()).contains("4 小时内停在 0.42", "gas-2");
        assertThat(evidence.stretch().to().getEpochSecond()
                        - evidence.stretch().from().getEpochSecond())
                .isGreaterThan(3 * 3600);
    }

    @Test
    void aSensorThatRepeatsItselfNinetySevenTimesOfAHundredIsHealthy() {
        WholeSite mine = mine(LIMITS);
        var random = new Random(2);
        var held = new double[] {0.42};
        reads(mine, "gas-1", "ch4", 12, at -> {
            if (random.nextInt(100) < 3) {
                held[0] = 0.42 + 0.01 * random.nextInt(-2, 3);
            }
            return held[0];
        });
        reads(mine, "gas-2", "ch4", 12, moving(3));

        assertThat(mine.until(13 * 3600).story()).isEmpty();
    }

    @Test
    void whereNobodyMovesNobodyIsStuck() {
        WholeSite mine = mine(LIMITS);
        reads(mine, "gas-1", "ch4", 8, at -> 0.42);
        reads(mine, "gas-2", "ch4", 8, at -> 0.30);
        reads(mine, "gas-3", "ch4", 8, moving(4));

        assertThat(mine.until(9 * 3600).story()).isEmpty();
    }

    @Test
    void aSensorAtRestProvesNothing() {
        WholeSite mine = mine(LIMITS);
        reads(mine, "gas-1", "ch4", 8, at -> 0.0);
        reads(mine, "gas-2", "ch4", 8, moving(5));

        assertThat(mine.until(9 * 3600).story()).isEmpty();
    }

    @Test
    void neighboursMayBeThoseOfOneAirwayOrOfAnotherQuantity() {
        WholeSite airway = mine(LIMITS.replace("zone", "airway"));
        reads(airway, "gas-1", "ch4", 6, at -> 0.42);
        reads(airway, "gas-3", "ch4", 6, moving(6));
        assertThat(airway.until(7 * 3600).story()).hasSize(1);

        WholeSite wind = mine(LIMITS + ", against: wind");
        reads(wind, "gas-1", "ch4", 6, at -> 0.42);
        reads(wind, "wind-1", "wind", 6, moving(7));
        assertThat(wind.until(7 * 3600).story()).hasSize(1);
    }

    @Test
    void aGapIsNoFlatLine() {
        WholeSite mine = mine(LIMITS);
        for (double at = 0; at < 5 * 3600; at += 30) {
            if (at < 3600 || at > 3 * 3600) {
                mine.reads(at, "gas-1", "ch4", 0.42);
            }
        }
        reads(mine, "gas-2", "ch4", 5, moving(8));

        assertThat(mine.until(6 * 3600).story()).isEmpty();
    }

    @Test
    void itIsOverWhenTheSensorMoves() {
        WholeSite mine = mine(LIMITS);
        var alive = moving(9);
        reads(mine, "gas-1", "ch4", 8, at -> at < 6 * 3600 ? 0.42 : alive.applyAsDouble(at));
        reads(mine, "gas-2", "ch4", 8, moving(10));

        assertThat(mine.until(9 * 3600).story()).hasSize(2).last().asString().startsWith("CLEARED blue");
    }
}
