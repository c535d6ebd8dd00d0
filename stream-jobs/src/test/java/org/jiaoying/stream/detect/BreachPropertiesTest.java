package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.rule.Rule;

/** What holds of breaches whatever is sent in whatever order. */
class BreachPropertiesTest {

    /** A breach as it stands at the end. */
    private record End(long openedAt, boolean open, long clearedAt, Level peak, Level last) {}

    @Property(tries = 1000)
    void theOrderOfArrivalDoesNotChangeWhichBreachesThereAre(
            @ForAll("values") List<Double> values, @ForAll Random random) {
        List<End> inOrder = ends(play(Mine.limits(), values, indices(values, null)));
        List<End> shuffled = ends(play(Mine.limits(), values, indices(values, random)));

        int found = 0;
        for (End run : inOrder) {
            // Told at once: a breach may bear the time of a later sample of its run.
            List<End> own = shuffled.stream()
                    .filter(end -> end.openedAt() >= run.openedAt() && end.openedAt() < run.clearedAt())
                    .toList();
            found += own.size();
            // A second one only where the first was over before its gravest sample came.
            assertThat(own).isNotEmpty().hasSizeLessThanOrEqualTo(run.peak().ordinal());
            End last = own.get(own.size() - 1);
            assertThat(last.open()).isEqualTo(run.open());
            // Or it bears the time of a later good sample that came before the one that really cleared it.
            assertThat(last.clearedAt()).isGreaterThanOrEqualTo(run.clearedAt());
            assertThat(own.stream().map(End::peak).max(Level::compareTo).orElseThrow())
                    .isGreaterThanOrEqualTo(run.peak());
            if (run.open()) {
                assertThat(last.last()).isEqualTo(run.last());
            }
        }
        assertThat(shuffled).hasSize(found);
    }

    @Property(tries = 500)
    void repeatsAreHarmless(@ForAll("values") List<Double> values, @ForAll Random random) {
        List<Integer> once = indices(values, random);
        List<Integer> repeated = new ArrayList<>();
        for (Integer index : once) {
            repeated.add(index);
            repeated.add(repeated.get(random.nextInt(repeated.size())));
        }

        assertThat(play(Mine.limits(), values, repeated)).isEqualTo(play(Mine.limits(), values, once));
    }

    @Property(tries = 500)
    void noBreachIsWithoutACause(@ForAll("values") List<Double> values, @ForAll Random random) {
        for (BreachTransition step : play(Mine.limits(), values, indices(values, random))) {
            if (step.change() == Change.OPENED || step.change() == Change.RAISED) {
                int second = (int) ((step.at().toEpochMilli() - Mine.START) / 1000);
                assertThat(values.get(second)).isEqualTo(step.value()).isGreaterThanOrEqualTo(step.limit());
            }
        }
    }

    @Property(tries = 1000)
    void everyBreachLivesByTheTableAndIsOpenedOnce(
            @ForAll("values") List<Double> values, @ForAll("rules") Rule rule, @ForAll Random random) {
        Map<String, BreachTransition> last = new LinkedHashMap<>();
        for (BreachTransition step : play(rule, values, indices(values, random))) {
            BreachTransition before = last.put(step.breachId(), step);
            assertThat(step.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            if (step.change() == Change.CLEARED) {
                assertThat(before).isNotNull();
                assertThat(before.change()).isNotEqualTo(Change.CLEARED);
            } else {
                Level from = before == null ? null : before.level();
                assertThat(LifeCycle.step(from, step.level())).isEqualTo(step.change());
                assertThat(before == null || before.change() != Change.CLEARED).isTrue();
            }
            long open = last.values().stream()
                    .filter(other -> other.change() != Change.CLEARED)
                    .count();
            assertThat(open).isLessThanOrEqualTo(2);
        }
        assertThat(last.values().stream().filter(step -> step.change() != Change.CLEARED))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Provide
    Arbitrary<List<Double>> values() {
        return Arbitraries.of(0.2, 0.9, 1.0, 1.2, 1.6, 3.2).list().ofMinSize(1).ofMaxSize(24);
    }

    @Provide
    Arbitrary<Rule> rules() {
        return Arbitraries.of(
                Mine.limits(),
                Mine.threshold("levels: {yellow: 1.0, red: 3.0}, clear: 0.5"),
                Mine.threshold("levels: {yellow: 1.0, red: 3.0}, for: 3s"),
                Mine.threshold("levels: {yellow: 1.0, red: 3.0}, times: 3"),
                Mine.threshold("levels: {yellow: 1.0, red: 3.0}, times: 3, within: 6s"),
                Mine.rule("rate", "rate", "direction: rise, per: 1s, window: 8s, levels: {yellow: 0.1, red: 0.5}"),
                Mine.rule("below", "threshold", "side: below, levels: {yellow: 1.0, red: 0.5}"));
    }

    private static List<Integer> indices(List<Double> values, Random random) {
        var indices = new ArrayList<Integer>();
        for (int i = 0; i < values.size(); i++) {
            indices.add(i);
        }
        if (random != null) {
            Collections.shuffle(indices, random);
        }
        return indices;
    }

    private static List<BreachTransition> play(Rule rule, List<Double> values, List<Integer> order) {
        var mine = new Mine(rule);
        order.forEach(index -> mine.sends(index, values.get(index)));
        return mine.transitions;
    }

    private static List<End> ends(List<BreachTransition> transitions) {
        Map<String, List<BreachTransition>> byId = new LinkedHashMap<>();
        transitions.forEach(step -> byId.computeIfAbsent(step.breachId(), unseen -> new ArrayList<>())
                .add(step));
        return byId.values().stream()
                .map(steps -> {
                    BreachTransition last = steps.get(steps.size() - 1);
                    boolean open = last.change() != Change.CLEARED;
                    return new End(
                            steps.get(0).at().toEpochMilli(),
                            open,
                            open ? Long.MAX_VALUE : last.at().toEpochMilli(),
                            steps.stream()
                                    .map(BreachTransition::level)
                                    .max(Level::compareTo)
                                    .orElseThrow(),
                            last.level());
                })
                .sorted(java.util.Comparator.comparingLong(End::openedAt))
                .toList();
    }
}
