package org.jiaoying.standalone.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.simulators.trial.Seeds;
import org.jiaoying.simulators.trial.Trial;
import org.jiaoying.simulators.trial.Trials;
import org.jiaoying.standalone.score.ScoreCard.OfKind;
import org.junit.jupiter.api.Test;

/** Keeps a floor under the score. The whole of it is played by {@code ./jiaoying score}. */
class ScoreTest {
    /** Recall under which no kind may fall. */
    private static final Map<String, Double> FLOOR = Map.ofEntries(
            Map.entry("threshold", 1.0),
            Map.entry("rate", 1.0),
            Map.entry("absence", 1.0),
            Map.entry("baseline", 1.0),
            Map.entry("creep", 1.0),
            Map.entry("occupancy", 0.9),
            Map.entry("scene", 0.9),
            Map.entry("tamper", 0.8),
            Map.entry("sequence", 1.0),
            Map.entry("correlation", 0.9));

    @Test
    void noKindFindsLessThanItDidAndFewWarningsAreFalse() throws Exception {
        // What lasts longer than half a shift is left to the command.
        List<Trial> trials = Trials.all().stream()
                .filter(trial -> trial.place() == Trial.Place.OPEN_PIT
                        || trial.with(1).length().compareTo(Duration.ofHours(4)) <= 0)
                .toList();

        ScoreCard card = new Score(RulePacks.all()).play(trials, Seeds.scoring(1), 2, outcome -> {});

        card.lines().forEach(System.out::println);
        assertThat(card.scenarios()).isGreaterThanOrEqualTo(30);
        assertThat(card.byKind().stream().map(OfKind::kind)).containsAll(FLOOR.keySet());
        for (OfKind of : card.byKind()) {
            assertThat(of.recall()).as(of.kind()).isGreaterThanOrEqualTo(FLOOR.getOrDefault(of.kind(), 0.0));
        }
        assertThat(card.falseWarningsPerDay()).isLessThan(0.2);
        assertThat(card.document()).containsKeys("scenarios", "recall", "falseWarningsPerDay");
    }
}
