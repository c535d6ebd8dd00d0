package org.jiaoying.domain.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;

/** Rules of every form that the parser reads. */
class AnyRules extends DomainContextBase {

    @Provide
    Arbitrary<Rule> rules() {
        return Combinators.combine(
                        identifiers(),
                        Arbitraries.of(Hazard.values()),
                        texts(),
                        words(),
                        identifiers().injectNull(0.5),
                        conditions(),
                        Arbitraries.maps(attributes(), words()).ofMaxSize(3))
                .as((id, hazard, text, clause, during, condition, where) -> new Rule(
                        id,
                        hazard,
                        text,
                        clause,
                        LocalDate.of(2020, 2, 1),
                        new Selector("ch4", null, during, null, null, null, null, where),
                        during,
                        condition,
                        text,
                        text,
                        during == null ? null : clause,
                        Rule.Mode.values()[id.length() % 3]));
    }

    private Arbitrary<Condition> conditions() {
        Arbitrary<Condition> thresholds = Combinators.combine(
                        Arbitraries.of(Condition.Side.values()),
                        Arbitraries.of(true, false),
                        levels(),
                        numbers().injectNull(0.3),
                        spans(),
                        counts())
                .as((side, exclusive, levels, clear, span, times) -> times.equals(new Amount.Literal<>(1))
                        ? new Condition.Threshold(
                                side,
                                exclusive,
                                levels,
                                clear,
                                span,
                                times,
                                null,
                                span,
                                List.of("calibration", "test"),
                                span)
                        : new Condition.Threshold(
                                side, exclusive, levels, clear, new Amount.Literal<>(Duration.ZERO), times, span));
        Arbitrary<Condition> rates = Combinators.combine(
                        Arbitraries.of(Condition.Direction.values()),
                        spans(),
                        counts(),
                        levels(),
                        numbers().injectNull(0.3))
                .as((direction, window, samples, levels, clear) -> new Condition.Rate(
                        direction,
                        Duration.ofHours(1),
                        window,
                        samples instanceof Amount.Literal<Integer> ? new Amount.Literal<>(3) : samples,
                        levels,
                        clear,
                        window,
                        List.of("calibration", "test"),
                        window));
        Arbitrary<Condition> absences = Combinators.combine(Arbitraries.of(Level.values()), spans())
                .as((level, after) -> new Condition.Absence(level, after, List.of("calibration"), after));
        Arbitrary<Condition> creeps = Combinators.combine(
                        spans(), spans(), numbers().injectNull(0.5), numbers().injectNull(0.5), spans())
                .as((window, uniform, velocity, noise, horizon) -> new Condition.Creep(
                        window,
                        new Amount.Literal<>(4),
                        uniform,
                        velocity,
                        noise,
                        horizon,
                        Map.of(
                                Level.YELLOW,
                                new Amount.Literal<>(45.0),
                                Level.RED,
                                new Amount.Attribute<>("top", 85.0)),
                        null));
        Arbitrary<Condition> baselines = Combinators.combine(
                        Arbitraries.of(Condition.Away.values()),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(5, 9),
                        numbers().injectNull(0.5))
                .as((side, times, of, least) -> new Condition.Baseline(
                        side,
                        Map.of(Level.ORANGE, new Amount.Literal<>(4.0)),
                        null,
                        new Amount.Literal<>(times),
                        new Amount.Literal<>(of),
                        least));
        return Arbitraries.oneOf(thresholds, rates, absences, creeps, baselines);
    }

    private Arbitrary<Map<Level, Amount<Double>>> levels() {
        return Combinators.combine(Arbitraries.of(Level.values()), numbers()).as((level, limit) -> {
            var levels = new TreeMap<Level, Amount<Double>>();
            levels.put(level, limit);
            levels.put(Level.RED, new Amount.Attribute<>("top", null));
            return levels;
        });
    }

    private Arbitrary<Amount<Double>> numbers() {
        Arbitrary<Amount<Double>> literals =
                Arbitraries.doubles().between(-1e12, 1e12).map(Amount.Literal::new);
        return Arbitraries.oneOf(
                literals,
                Combinators.combine(
                                attributes(),
                                Arbitraries.doubles().between(-1e12, 1e12).injectNull(0.5))
                        .as(Amount.Attribute::new));
    }

    private Arbitrary<Amount<Integer>> counts() {
        Arbitrary<Amount<Integer>> literals =
                Arbitraries.integers().between(1, 100).map(Amount.Literal::new);
        return Arbitraries.oneOf(
                literals,
                Combinators.combine(
                                attributes(),
                                Arbitraries.integers().between(1, 100).injectNull(0.5))
                        .as(Amount.Attribute::new));
    }

    private Arbitrary<Amount<Duration>> spans() {
        Arbitrary<Amount<Duration>> literals = Arbitraries.longs()
                .between(1, 1_000_000)
                .map(millis -> new Amount.Literal<>(Duration.ofMillis(millis)));
        return Arbitraries.oneOf(
                literals,
                Combinators.combine(
                                attributes(),
                                Arbitraries.longs()
                                        .between(1, 1_000_000)
                                        .map(Duration::ofMillis)
                                        .injectNull(0.5))
                        .as(Amount.Attribute::new));
    }

    private Arbitrary<String> identifiers() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("-_.")
                .ofMaxLength(20)
                .map(tail -> "r" + tail);
    }

    private Arbitrary<String> attributes() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_")
                .ofMaxLength(20)
                .map(tail -> "a" + tail);
    }

    private Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("甲烷超限 \"\\/:#{[&*!|>'%@`,\n\t\r\u0085\u2028-?~0nul")
                .ofMaxLength(40)
                .map(words -> "x" + words.replaceAll("[{}]", ""));
    }

    private Arbitrary<Text> texts() {
        return Combinators.combine(words(), words()).as(Text::new);
    }
}
