package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.stream.state.DetectorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreepTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final double DAY = Duration.ofDays(1).toMillis();

    static CreepDetector detector(Duration window, double noise) {
        var ladder = new Ladder(true, false, Map.of(Level.YELLOW, 45.0, Level.ORANGE, 80.0, Level.RED, 85.0), 40.0);
        return new CreepDetector(
                ladder,
                window.toMillis(),
                4,
                7,
                Double.NaN,
                noise,
                Duration.ofDays(10).toMillis());
    }

    /** The state after readings each hour of so many days, of a displacement that is a function of the day. */
    private static DetectorState after(CreepDetector detector, double days, DoubleUnaryOperator displacement) {
        DetectorState state = DetectorState.CALM;
        for (long hour = 0; hour <= days * 24; hour++) {
            state = detector.step(state, Mine.START + hour * HOUR, displacement.applyAsDouble(hour / 24.0));
        }
        return state;
    }

    private static DoubleUnaryOperator noisy(long seed, double noise, DoubleUnaryOperator displacement) {
        var random = new Random(seed);
        return day -> displacement.applyAsDouble(day) + noise * random.nextGaussian();
    }

    /** Uniform at {@code pace} until {@code onset}, then Voight's curve with exponent 2 to failure at {@code failure}. */
    private static DoubleUnaryOperator failing(double pace, double onset, double failure) {
        double scale = pace * (failure - onset);
        return day -> day <= onset
                ? pace * day
                : pace * onset + scale * Math.log((failure - onset) / (failure - Math.min(day, failure - 1e-3)));
    }

    @Test
    void uniformCreepIsNoWarningHoweverLong() {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DetectorState state = after(detector, 90, noisy(1, 0.3, day -> 2 * day));

        CreepOutlook outlook = detector.outlook(state);
        assertThat(state.level()).isNull();
        assertThat(outlook.angle()).isBetween(35.0, 55.0);
        assertThat(outlook.gate()).isEqualTo(CreepGate.NOT_ACCELERATING);
    }

    @ParameterizedTest(name = "{1} times the uniform velocity is {0}")
    @CsvSource({"YELLOW, 3", "YELLOW, 5.6", "ORANGE, 5.75", "ORANGE, 11.3", "RED, 11.5"})
    void theBandsAreMultiplesOfTheUniformVelocity(Level level, double times) {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DetectorState state = after(detector, 22, day -> day <= 20 ? day : 20 + times * (day - 20));

        assertThat(state.level()).isEqualTo(level);
    }

    @Test
    void beforeAUniformStageIsEstablishedTheAngleIsNotComputable() {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DetectorState state = after(detector, 5, day -> day * day);

        assertThat(detector.outlook(state).gate()).isEqualTo(CreepGate.NO_UNIFORM_STAGE);
        assertThat(detector.outlook(state).computable()).isFalse();
        assertThat(state.level()).isNull();
    }

    @Test
    void aSlopeThatGathersSpeedFromTheFirstDayHasNoUniformStage() {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DetectorState state = after(detector, 20, day -> Math.exp(day / 3));

        assertThat(detector.outlook(state).gate()).isEqualTo(CreepGate.NO_UNIFORM_STAGE);
    }

    @Test
    void aUniformStageThatMovesBackIsNotComputableAndNeverNinetyDegrees() {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DetectorState state = after(detector, 20, day -> day <= 15 ? -0.5 * day : -7.5 + 30 * (day - 15));

        assertThat(detector.outlook(state).gate()).isEqualTo(CreepGate.NO_MOVEMENT);
        assertThat(detector.outlook(state).angle()).isNaN();
        assertThat(state.level()).isNull();
    }

    @Test
    void whatTheNoiseOfTheReadingsExplainsIsNoMovement() {
        CreepDetector detector = detector(Duration.ofDays(1), 5);
        DetectorState state = after(detector, 40, noisy(3, 5, day -> 0.2 * day));

        assertThat(state.level()).isNull();
        assertThat(detector.outlook(state).forecast()).isNull();
    }

    @Test
    void aSeasonalStepThatEndsHasNoTimeOfFailure() {
        CreepDetector detector = detector(Duration.ofDays(1), 0.2);
        DoubleUnaryOperator step = noisy(4, 0.2, day -> day + 60 / (1 + Math.exp(-(day - 40) / 1.5)));
        DetectorState state = DetectorState.CALM;
        int forecasts = 0;
        for (long hour = 0; hour <= 70 * 24; hour++) {
            state = detector.step(state, Mine.START + hour * HOUR, step.applyAsDouble(hour / 24.0));
            // After its inflection the step slows down.
            forecasts += hour > 41.5 * 24 && detector.outlook(state).forecast() != null ? 1 : 0;
        }

        assertThat(forecasts).isZero();
        assertThat(state.level()).isNull();
    }

    @Test
    void anotherEvenPaceBecomesTheUniformStageInTime() {
        CreepDetector detector = detector(Duration.ofDays(1), 0);
        DoubleUnaryOperator faster = noisy(5, 0.3, day -> day <= 20 ? day : 20 + 4 * (day - 20));

        assertThat(after(detector, 25, faster).level()).isEqualTo(Level.YELLOW);
        assertThat(after(detector, 40, faster).level()).isNull();
    }

    @Property(tries = 60)
    void aCurveOfVoightFailsWithinItsBand(
            @ForAll @DoubleRange(min = 0.5, max = 5) double pace,
            @ForAll @DoubleRange(min = 12, max = 25) double rest,
            @ForAll @LongRange(min = 1, max = 1000) long seed) {
        double failure = 30 + rest;
        CreepDetector detector = detector(Duration.ofDays(1), 0.05);
        DetectorState state = after(detector, failure - 1.5, noisy(seed, 0.05, failing(pace, 30, failure)));

        InverseVelocity forecast = detector.outlook(state).forecast();
        assertThat(forecast).isNotNull();
        double day = (forecast.at() - Mine.START) / DAY;
        assertThat(day).isBetween(failure - 1.5, failure + 1);
        assertThat((forecast.earliest() - Mine.START) / DAY).isLessThan(failure);
        assertThat((forecast.latest() - Mine.START) / DAY).isGreaterThan(failure);
    }

    @Test
    void whatIsRememberedIsBoundedHoweverFastAndLongItSends() {
        CreepDetector detector = detector(Duration.ofHours(6), 0);
        DetectorState state = DetectorState.CALM;
        var random = new Random(7);
        for (int i = 0; i < 60_000; i++) {
            state = detector.step(state, Mine.START + i * 60_000L, i * 0.001 + random.nextGaussian());
        }

        assertThat(16 * state.times().length + 8 * state.values().length).isLessThan(2_000);
    }

    @Test
    void theBreachCarriesTheForecastAndTheNumbersAndTheSentenceToo() {
        Rule rule = RuleParser.rule("creep", """
                {id: creep, hazard: slope, kind: creep, clause: "Xu 2008", from: 2020-02-01,
                 title: {zh: 加速变形, en: It accelerates}, subject: {quantity: ch4},
                 window: 1d, uniform: 7d, levels: {yellow: 45, orange: 80, red: 85}, clear: 40,
                 say: {zh: "切线角 {value}，{v_per_day}/{v_eq_per_day}。{evidence}", en: "{angle_deg} {evidence}"},
                 advice: {zh: 撤人, en: Withdraw}}
                """);
        var mine = new Mine(rule);
        DoubleUnaryOperator curve = failing(1, 20, 40);
        for (int hour = 0; hour <= 39 * 24; hour++) {
            mine.sends(hour * 3600.0, curve.applyAsDouble(hour / 24.0));
        }

        assertThat(mine.transitions)
                .extracting(BreachTransition::change)
                .containsExactly(
                        BreachTransition.Change.OPENED, BreachTransition.Change.RAISED, BreachTransition.Change.RAISED);
        assertThat(mine.transitions.get(0).evidence().text().en())
                .startsWith("No time of failure is forecast: it is not in the stage of acceleration");
        BreachTransition red = mine.transitions.get(2);
        Evidence evidence = red.evidence();
        assertThat(evidence.numbers()).containsKeys("angle_deg", "v_per_day", "v_eq_per_day", "r_squared");
        assertThat(evidence.numbers().get("v_eq_per_day")).isBetween(0.95, 1.05);
        assertThat(evidence.forecast().at()).isAfter(red.at());
        assertThat(evidence.forecast().earliest())
                .isBeforeOrEqualTo(evidence.forecast().at());
        assertThat(evidence.samples()).hasSizeBetween(20, Evidence.MAX_SAMPLES);
        assertThat(red.reason().zh()).contains("推算失稳时间 2026-04-");
        assertThat(red.unit()).isEqualTo("°");
    }
}
