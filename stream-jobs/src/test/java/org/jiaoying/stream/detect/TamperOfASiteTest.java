package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;

/** Signs that show between sensors, or in their service. Times are in seconds. */
class TamperOfASiteTest {
    private static final String ANY_GAS =
            "subject: {quantity: ch4}, say: {zh: '{device} {evidence}', en: '{device} {evidence}'}";

    private static Rule rule(String fields) {
        return org.jiaoying.domain.rule.RuleParser.rule("tampered", """
                {id: tampered, hazard: gas, kind: tamper, clause: "-", from: 2020-02-01, title: {zh: 测试, en: Test},
                 advice: {zh: 查, en: Look}, %s, %s}
                """.formatted(ANY_GAS, fields));
    }

    private static WholeSite mine(Rule rule, int sensors) {
        var mine = new WholeSite(rule).zone("face", Map.of()).zone("return", Map.of());
        for (int i = 1; i <= sensors; i++) {
            mine.sensor("gas-" + i, "gas-sensor", "face", "ch4", Map.of("alarm", "1.0"));
        }
        return mine.sensor("gas-far", "gas-sensor", "return", "ch4", Map.of("alarm", "1.0"));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** One reading of a sensor each {@code step} seconds in [from, to). */
    private static void reads(
            WholeSite mine, String sensor, double from, double to, double step, DoubleUnaryOperator value) {
        for (double at = from; at < to; at += step) {
            mine.reads(at, sensor, "ch4", rounded(value.applyAsDouble(at)));
        }
    }

    private static void calibrates(
            WholeSite mine, String sensor, double from, double to, double step, DoubleUnaryOperator value) {
        for (double at = from; at < to; at += step) {
            mine.reads(at, sensor, "ch4", rounded(value.applyAsDouble(at)), Quality.CALIBRATING);
        }
    }

    private static Evidence evidence(WholeSite mine) {
        assertThat(mine.transitions).isNotEmpty();
        Evidence evidence = mine.transitions.get(0).evidence();
        assertThat(evidence).isNotNull();
        return evidence;
    }

    // ---------------------------------------------------------------------------------------------- diverging

    private static final Rule DIVERGING =
            rule("level: orange, sign: diverging, neighbours: zone, limit: alarm, floor: 0.05, for: 10m");

    @Test
    void zeroBesideOnePointNinePercentForTenMinutesIsFound() {
        var mine = mine(DIVERGING, 2);
        reads(mine, "gas-1", 0, 1200, 20, at -> 1.9);
        reads(mine, "gas-2", 0, 1200, 20, at -> 0.0);
        mine.until(1300);

        assertThat(mine.story()).containsExactly("OPENED orange @600 gas-2 0");
        assertThat(mine.transitions.get(0).point()).isEqualTo("ch4");
        assertThat(evidence(mine).others()).containsExactly("demo-mine/north/gas-1/ch4");
        assertThat(evidence(mine).text().zh()).contains("gas-1 为 1.9%", "为 0%", "10 分钟");
        assertThat(mine.transitions.get(0).reason().en()).contains("gas-2", "gas-1 shows 1.9");
    }

    @Test
    void aNeighbourInAnotherPlaceIsNone() {
        var mine = mine(DIVERGING, 1);
        reads(mine, "gas-far", 0, 3600, 20, at -> 1.9);
        reads(mine, "gas-1", 0, 3600, 20, at -> 0.0);

        assertThat(mine.until(4000).story()).isEmpty();
    }

    @Test
    void aSensorInCalibrationMayShowNothing() {
        var mine = mine(DIVERGING, 2);
        reads(mine, "gas-1", 0, 1200, 20, at -> 1.9);
        calibrates(mine, "gas-2", 0, 1200, 20, at -> 0.0);

        assertThat(mine.until(1300).story()).isEmpty();
    }

    @Test
    void gasThatComesLaterByMinutesIsNoContradiction() {
        var mine = mine(DIVERGING, 2);
        reads(mine, "gas-1", 0, 2400, 20, at -> 1.9);
        reads(mine, "gas-2", 0, 2400, 20, at -> at < 500 ? 0.0 : 1.2);

        assertThat(mine.until(2500).story()).isEmpty();
    }

    @Test
    void aSensorThatFallsSilentContradictsNobody() {
        var mine = mine(DIVERGING, 2);
        reads(mine, "gas-1", 0, 3600, 20, at -> 1.9);
        reads(mine, "gas-2", 0, 60, 20, at -> 0.0);

        assertThat(mine.until(4000).story()).isEmpty();
    }

    @Test
    void itIsOverWhenTheTwoAgree() {
        var mine = mine(DIVERGING, 2);
        reads(mine, "gas-1", 0, 1200, 20, at -> at < 1000 ? 1.9 : 0.4);
        reads(mine, "gas-2", 0, 1200, 20, at -> 0.0);

        assertThat(mine.until(1300).story())
                .containsExactly("OPENED orange @600 gas-2 0", "CLEARED orange @1000 gas-2");
    }

    // ------------------------------------------------------------------------------------------------- copied

    private static final Rule COPIED =
            rule("level: orange, sign: copied, neighbours: zone, window: 30m, lag: 2m, match: 0.98, moves: 0.01");

    private static DoubleUnaryOperator noisy(long seed, double noise) {
        var random = new Random(seed);
        var values = new double[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.4 + 0.15 * Math.sin(i / 30.0) + noise * random.nextGaussian();
        }
        return at -> values[(int) Math.max(0, at / 30)];
    }

    @Test
    void theSameWaveInTwoPlacesIsFoundAndTheLaterOneIsTheCopy() {
        var wave = noisy(1, 0.03);
        var mine = mine(COPIED, 2);
        reads(mine, "gas-1", 0, 7200, 30, wave.andThen(value -> value + 0.05));
        reads(mine, "gas-2", 0, 7200, 30, at -> wave.applyAsDouble(Math.max(0, at - 60)));
        mine.until(7300);

        assertThat(mine.story())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("OPENED orange")
                .contains("gas-2");
        assertThat(evidence(mine).numbers().get("lag_seconds")).isEqualTo(60);
        assertThat(evidence(mine).others()).containsExactly("demo-mine/north/gas-1/ch4");
        assertThat(evidence(mine).samples()).hasSizeGreaterThan(40);
    }

    @Test
    void aCopyAtTheSameTimeIsFoundOnce() {
        var wave = noisy(2, 0.03);
        var mine = mine(COPIED, 2);
        reads(mine, "gas-1", 0, 7200, 30, wave);
        reads(mine, "gas-2", 0, 7200, 30, wave);

        assertThat(mine.until(7300).transitions).hasSize(1);
    }

    @Test
    void twoSensorsInOneAirwayShareTheWaveButNotTheNoise() {
        var mine = mine(COPIED, 3);
        for (int i = 1; i <= 3; i++) {
            reads(mine, "gas-" + i, 0, 6 * 3600, 30, noisy(10 + i, 0.02));
        }

        assertThat(mine.until(7 * 3600).story()).isEmpty();
    }

    @Test
    void twoFlatLinesAreNoCopy() {
        var mine = mine(COPIED, 2);
        reads(mine, "gas-1", 0, 7200, 30, at -> 0.1);
        reads(mine, "gas-2", 0, 7200, 30, at -> 0.1);

        assertThat(mine.until(7300).story()).isEmpty();
    }

    @Test
    void itIsOverWhenTheWavesDiffer() {
        var wave = noisy(3, 0.03);
        var own = noisy(4, 0.03);
        var mine = mine(COPIED, 2);
        reads(mine, "gas-1", 0, 10800, 30, wave);
        reads(mine, "gas-2", 0, 10800, 30, at -> at < 5400 ? wave.applyAsDouble(at) : own.applyAsDouble(at));

        assertThat(mine.until(11000).story()).hasSize(2).last().asString().startsWith("CLEARED orange");
    }

    // -------------------------------------------------------------------------------------- early calibration

    private static final Rule EARLY =
            rule("level: orange, sign: early-calibration, limit: alarm, near: 0.8, within: 10m, permit: calibration");

    @Test
    void aCalibrationMinutesAfterTheValueCameNearItsLimitIsFound() {
        var mine = mine(EARLY, 1);
        reads(mine, "gas-1", 0, 600, 20, at -> 0.5 + at / 1500);
        calibrates(mine, "gas-1", 700, 1000, 20, at -> 0.1);
        reads(mine, "gas-1", 1000, 1200, 20, at -> 0.4);
        mine.until(1300);

        assertThat(mine.story()).containsExactly("OPENED orange @700 gas-1 0.89", "CLEARED orange @1000 gas-1");
        assertThat(evidence(mine).numbers().get("seconds_to_calibration")).isEqualTo(120);
    }

    @Test
    void oneThatTheDeviceSaysByItsStatusIsFoundToo() {
        var mine = mine(EARLY, 1);
        reads(mine, "gas-1", 0, 600, 20, at -> 0.9);
        mine.is(610, "gas-1", Status.State.CALIBRATING);
        reads(mine, "gas-1", 620, 800, 20, at -> 0.1);

        assertThat(mine.until(900).story()).containsExactly("OPENED orange @620 gas-1 0.9");
    }

    @Test
    void aDeclaredCalibrationIsNot() {
        var mine = mine(EARLY, 1).window("calibration", 650, 2000);
        reads(mine, "gas-1", 0, 600, 20, at -> 0.9);
        calibrates(mine, "gas-1", 700, 1000, 20, at -> 0.1);

        assertThat(mine.until(1300).story()).isEmpty();
    }

    @Test
    void aCalibrationInQuietTimesIsNot() {
        var mine = mine(EARLY, 1);
        reads(mine, "gas-1", 0, 600, 20, at -> 0.9);
        reads(mine, "gas-1", 600, 3000, 20, at -> 0.3);
        calibrates(mine, "gas-1", 3000, 3300, 20, at -> 1.5);

        assertThat(mine.until(4000).story()).isEmpty();
    }

    // ----------------------------------------------------------------------------------------- many calibrated

    private static final Rule MANY =
            rule("level: orange, sign: many-calibrated, neighbours: site, count: 4, within: 10m, permit: calibration");

    @Test
    void moreSensorsAtOnceThanPeopleCouldCalibrateAreOneFinding() {
        var mine = mine(MANY, 6);
        for (int i = 1; i <= 6; i++) {
            calibrates(mine, "gas-" + i, 100 + 10 * i, 900, 20, at -> 0.2);
            reads(mine, "gas-" + i, 900, 1000, 20, at -> 0.2);
        }
        mine.until(1100);

        assertThat(mine.story()).hasSize(2);
        assertThat(mine.story().get(0)).isEqualTo("OPENED orange @140 gas-4 4");
        assertThat(mine.story().get(1)).startsWith("CLEARED orange");
        assertThat(evidence(mine).others()).hasSize(3);
    }

    @Test
    void oneAfterTheOtherIsHowPeopleCalibrate() {
        var mine = mine(MANY, 6);
        for (int i = 1; i <= 6; i++) {
            double from = 480 * i;
            calibrates(mine, "gas-" + i, from, from + 400, 20, at -> 1.5);
            reads(mine, "gas-" + i, from + 400, 4000, 20, at -> 0.2);
        }

        assertThat(mine.until(4100).story()).isEmpty();
    }

    @Test
    void manyInADeclaredWindowAreNot() {
        var mine = mine(MANY, 6).window("calibration", 0, 2000);
        for (int i = 1; i <= 6; i++) {
            calibrates(mine, "gas-" + i, 100 + 10 * i, 900, 20, at -> 0.2);
        }

        assertThat(mine.until(1100).story()).isEmpty();
    }

    // --------------------------------------------------------------------------------------------- no test gas

    private static final Rule NO_GAS =
            rule("level: yellow, sign: no-test-gas, gas: 1.0, top: 2.5, rise: 20s, flat: 90s");

    @Test
    void aCalibrationWithoutThePlateauOfTestGasIsFoundAndStandsForAShift() {
        var mine = mine(NO_GAS, 1);
        calibrates(mine, "gas-1", 0, 300, 5, at -> 0.2 + 0.01 * Math.sin(at));
        reads(mine, "gas-1", 300, 400, 20, at -> 0.2);
        mine.until(10 * 3600);

        assertThat(mine.story()).containsExactly("OPENED yellow @300 gas-1 0.21", "CLEARED yellow @29100 gas-1");
        assertThat(evidence(mine).samples()).hasSize(60);
    }

    @Test
    void aRealCalibrationHasIt() {
        var mine = mine(NO_GAS, 1);
        var random = new Random(3);
        calibrates(mine, "gas-1", 0, 300, 5, at -> {
            double gas =
                    at < 40 ? 0 : at < 55 ? 2.0 * (at - 40) / 15 : at < 200 ? 2.0 : Math.max(0, 2.0 - (at - 200) / 10);
            return Math.max(0, gas + 0.01 * random.nextGaussian());
        });
        reads(mine, "gas-1", 300, 400, 20, at -> 0.2);

        assertThat(mine.until(3600).story()).isEmpty();
    }

    @Test
    void aRealCalibrationPolledEachHalfMinuteHasItToo() {
        var mine = mine(NO_GAS, 1);
        calibrates(mine, "gas-1", 0, 360, 30, at -> at < 60 ? 0 : at < 240 ? 1.5 : 0);
        reads(mine, "gas-1", 360, 400, 20, at -> 0.2);

        assertThat(mine.until(3600).story()).isEmpty();
    }

    /** Whenever the gas comes between two polls, and however the sensor stands to it. */
    @Property
    void aRealCalibrationReadEveryTenSecondsHasItToo(
            @ForAll @DoubleRange(min = 60, max = 70) double gasFrom,
            @ForAll @DoubleRange(min = 1.1, max = 2.0) double peak) {
        var mine = mine(NO_GAS, 1);
        var random = new Random(5);
        calibrates(mine, "gas-1", 0, 420, 10, at -> {
            double rising = Math.max(0, Math.min(1, (at - gasFrom) / 15));
            double falling = Math.max(0, Math.min(1, (at - 250) / 15));
            return Math.max(0, peak * (rising - falling) + 0.006 * random.nextGaussian());
        });
        reads(mine, "gas-1", 420, 500, 10, at -> 0.2);

        assertThat(mine.until(3600).story()).isEmpty();
    }

    @Test
    void realGasInsteadOfTestGasComesTooSlowly() {
        var mine = mine(NO_GAS, 1);
        calibrates(mine, "gas-1", 0, 600, 5, at -> at < 300 ? at / 200 : at < 500 ? 1.5 : 0);
        reads(mine, "gas-1", 600, 700, 20, at -> 0.2);

        assertThat(mine.until(3600).story()).hasSize(1);
    }

    @Test
    void aCalibrationOfWhichNothingIsSentIsNotJudged() {
        var mine = mine(NO_GAS, 1);
        calibrates(mine, "gas-1", 0, 300, 150, at -> 0.2);
        reads(mine, "gas-1", 300, 400, 20, at -> 0.2);

        assertThat(mine.until(3600).story()).isEmpty();
    }

    @Test
    void aCalibrationWithGasTakesTheFindingBack() {
        var mine = mine(NO_GAS, 1);
        calibrates(mine, "gas-1", 0, 300, 5, at -> 0.2);
        reads(mine, "gas-1", 300, 400, 20, at -> 0.2);
        calibrates(mine, "gas-1", 3600, 3960, 5, at -> at < 3660 ? 0 : at < 3840 ? 1.5 : 0);
        reads(mine, "gas-1", 3960, 4000, 20, at -> 0.2);

        assertThat(mine.until(5000).story()).last().isEqualTo("CLEARED yellow @3960 gas-1");
    }

    // -------------------------------------------------------------------------------------------------- paused

    private static final Rule PAUSED = rule("level: blue, sign: paused, after: 2h");

    @Test
    void aSensorThatSpeaksButGivesNoGoodValueForLongIsPaused() {
        var mine = mine(PAUSED, 1);
        reads(mine, "gas-1", 0, 600, 60, at -> 0.2);
        for (double at = 600; at < 9000; at += 60) {
            mine.reads(at, "gas-1", "ch4", 0, Quality.BAD);
        }
        mine.reads(9000, "gas-1", "ch4", 0.3);

        assertThat(mine.until(9100).story()).containsExactly("OPENED blue @7740 gas-1 2", "CLEARED blue @9000 gas-1");
    }

    @Test
    void aCalibrationOfMinutesIsNoPause() {
        var mine = mine(PAUSED, 1);
        for (double from = 0; from < 20_000; from += 1000) {
            calibrates(mine, "gas-1", from, from + 900, 60, at -> 1.5);
            mine.reads(from + 950, "gas-1", "ch4", 0.2);
        }

        assertThat(mine.until(21_000).story()).isEmpty();
    }
}
