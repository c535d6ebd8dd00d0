package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;

/** Signs of tampering that one point shows; times are in seconds, values rounded as the sensor rounds them. */
class TamperOfOnePointTest {
    private static final Rule CLIPPED = Mine.rule(
            "clipped", "tamper", "level: yellow, sign: clipped, limit: alarm, band: 0.03, share: 0.3, window: 2h");
    private static final Rule STEP_DOWN = Mine.rule(
            "step",
            "tamper",
            "level: yellow, sign: step-down, limit: alarm, near: 0.8, floor: 0.05, within: 1m, for: 2m");
    private static final Rule SMOOTH = Mine.rule(
            "smooth", "tamper", "level: blue, sign: gap-then-smooth, gap: 10m, window: 30m, ratio: 0.1, noise: 0.004");

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Samples each {@code step} seconds in [from, to). */
    private static Mine play(Mine mine, double from, double to, double step, DoubleUnaryOperator value) {
        for (double at = from; at < to; at += step) {
            mine.sends(at, rounded(value.applyAsDouble(at)));
        }
        return mine;
    }

    private static Evidence evidence(Mine mine) {
        BreachTransition opened = mine.transitions.get(0);
        assertThat(opened.change()).isEqualTo(Change.OPENED);
        assertThat(opened.evidence()).isNotNull();
        return opened.evidence();
    }

    // ------------------------------------------------------------------------------------------------ clipped

    @Test
    void valuesPiledUpUnderTheLimitThatNeverReachItAreClipped() {
        var random = new Random(1);
        var mine = play(new Mine(CLIPPED), 0, 4 * 3600, 20, at -> {
            double gas = 1.0 + 0.25 * Math.sin(at / 1500) + 0.02 * random.nextGaussian();
            return Math.min(gas, 0.985);
        });

        assertThat(mine.story()).first().asString().startsWith("OPENED yellow");
        Evidence evidence = evidence(mine);
        assertThat(evidence.text().zh()).contains("0.97–1 之间", "没有一个达到 1");
        assertThat(evidence.numbers().get("samples_just_under_limit")).isGreaterThan(100);
        assertThat(evidence.stretch()).isNotNull();
    }

    @Test
    void aRealRiseOverTheLimitIsNotClipped() {
        var random = new Random(2);
        var mine = play(
                new Mine(CLIPPED),
                0,
                8 * 3600,
                20,
                at -> 0.9 + 0.3 * Math.sin(at / 3000) + 0.02 * random.nextGaussian());

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void gasThatHoversUnderTheLimitIsNotClipped() {
        var random = new Random(3);
        var mine = play(new Mine(CLIPPED), 0, 8 * 3600, 20, at -> Math.min(0.99, 0.93 + 0.02 * random.nextGaussian()));

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void aClippedSensorThatReachesTheLimitAtLastIsClippedNoMore() {
        var mine = play(new Mine(CLIPPED), 0, 3 * 3600, 20, at -> 0.98);
        mine.sends(3 * 3600, 1.02);

        assertThat(mine.story()).hasSize(2).last().asString().startsWith("CLEARED yellow @10800");
    }

    @Test
    void aHealthyPointRemembersNothing() {
        assertThat(new ClippedDetector(org.jiaoying.domain.Level.BLUE, 1, 0.03, 0.3, 7_200_000)
                        .step(org.jiaoying.stream.state.DetectorState.CALM, 1, 0.4)
                        .isCalm())
                .isTrue();
    }

    // ---------------------------------------------------------------------------------------------- step down

    @Test
    void aStepToZeroNearTheLimitIsFound() {
        var mine = new Mine(STEP_DOWN);
        play(mine, 0, 600, 20, at -> 0.5 + at / 1500);
        play(mine, 600, 1200, 20, at -> 0.0);

        assertThat(mine.story()).containsExactly("OPENED yellow @720 0");
        assertThat(evidence(mine).text().en()).contains("from 0.89 to zero in 20 s");
    }

    @Test
    void gasThatIsBlownAwayPassesTheValuesBetween() {
        var mine = new Mine(STEP_DOWN);
        play(mine, 0, 600, 20, at -> 0.9);
        play(mine, 600, 1800, 20, at -> 0.9 * Math.exp(-(at - 600) / 60));

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void oneSampleAtZeroIsAGlitch() {
        var mine = new Mine(STEP_DOWN);
        play(mine, 0, 600, 20, at -> at == 300 ? 0.0 : 0.9);

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void aCalibrationNearTheLimitIsNoStep() {
        var mine = new Mine(STEP_DOWN);
        play(mine, 0, 600, 20, at -> 0.9);
        mine.says(600, Status.State.CALIBRATING);
        play(mine, 601, 1000, 20, at -> 0.0);
        mine.says(1001, Status.State.ONLINE);
        play(mine, 1002, 1200, 20, at -> 0.88);

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void theStepIsOverWhenTheValueRises() {
        var mine = new Mine(STEP_DOWN);
        play(mine, 0, 600, 20, at -> 0.9);
        play(mine, 600, 1200, 20, at -> 0.0);
        mine.sends(1200, 0.3);

        assertThat(mine.story()).hasSize(2).last().asString().startsWith("CLEARED yellow @1200");
    }

    // ---------------------------------------------------------------------------------------- gap then smooth

    private static Mine beforeGap(long seed, double noise) {
        var random = new Random(seed);
        return play(
                new Mine(SMOOTH),
                0,
                3 * 3600,
                20,
                at -> 0.5 + 0.1 * Math.sin(at / 2000) + noise * random.nextGaussian());
    }

    @Test
    void aDrawnCurveAfterAGapIsFound() {
        var mine = beforeGap(4, 0.03);
        play(mine, 3 * 3600 + 900, 5 * 3600, 20, at -> 0.5);

        assertThat(mine.story()).hasSize(1).first().asString().startsWith("OPENED blue");
        assertThat(evidence(mine).numbers().get("gap_minutes")).isBetween(15.0, 16.5);
        assertThat(evidence(mine).text().zh()).startsWith("缺数 15 分钟");
    }

    @Test
    void aSensorThatComesBackWithItsNoiseIsNot() {
        var mine = beforeGap(5, 0.03);
        var random = new Random(6);
        play(mine, 3 * 3600 + 900, 6 * 3600, 20, at -> 0.4 + 0.03 * random.nextGaussian());

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void aSensorThatWasSmoothBeforeProvesNothing() {
        var mine = beforeGap(7, 0.0);
        play(mine, 3 * 3600 + 900, 6 * 3600, 20, at -> 0.3);

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void smoothWithoutAGapIsAnotherRulesMatter() {
        var mine = beforeGap(8, 0.03);
        play(mine, 3 * 3600, 6 * 3600, 20, at -> 0.5);

        assertThat(mine.transitions).isEmpty();
    }

    @Test
    void itIsOverWhenTheNoiseIsBack() {
        var mine = beforeGap(9, 0.03);
        play(mine, 3 * 3600 + 900, 5 * 3600, 20, at -> 0.5);
        var random = new Random(10);
        play(mine, 5 * 3600, 6 * 3600, 20, at -> 0.5 + 0.03 * random.nextGaussian());

        assertThat(mine.story()).hasSize(2).last().asString().startsWith("CLEARED blue");
    }

    @Test
    void whatIsNotGoodIsNotLookedAt() {
        var mine = new Mine(STEP_DOWN);
        mine.sends(0, 0.95, Quality.BAD, TimeBasis.DEVICE);
        play(mine, 20, 600, 20, at -> 0.0);

        assertThat(mine.transitions).isEmpty();
    }
}
