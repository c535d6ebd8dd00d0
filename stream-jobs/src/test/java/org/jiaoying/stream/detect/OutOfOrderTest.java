package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfOrderTest {

    /** Samples as {@code second:value}, in the order in which they come. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a violation between good samples opens and clears | 1:0.1 3:0.1 2:1.2            | OPENED yellow @2 1.2; CLEARED yellow @3 0.1
            an earlier violation belongs to the open breach   | 1:0.1 3:1.2 2:1.2 4:0.1      | OPENED yellow @3 1.2; CLEARED yellow @4 0.1
            a good sample splits a run in two breaches        | 1:1.2 3:1.2 2:0.1            | OPENED yellow @1 1.2; CLEARED yellow @2 0.1; OPENED yellow @3 1.2
            a graver one raises, and falls to where it stands | 1:1.2 3:1.2 2:3.2            | OPENED yellow @1 1.2; RAISED red @2 3.2; LOWERED yellow @3 1.2
            a milder one changes nothing                      | 1:1.6 3:1.6 2:1.2            | OPENED orange @1 1.6
            a good one within a good row changes nothing      | 1:0.1 3:0.1 2:0.2            |
            before all others                                 | 3:0.1 2:1.2                  | OPENED yellow @2 1.2; CLEARED yellow @3 0.1
            a repeat is dropped                               | 1:0.1 2:1.2 3:0.1 2:1.2      | OPENED yellow @2 1.2; CLEARED yellow @3 0.1
            a repeat of the newest is dropped                 | 1:1.2 1:1.2 2:0.1            | OPENED yellow @1 1.2; CLEARED yellow @2 0.1
            """)
    void aSampleOutOfOrderIsJudgedInItsPlace(String sentence, String samples, String story) {
        var mine = new Mine(Mine.limits());
        play(mine, samples);
        assertThat(mine.story()).isEqualTo(story == null ? List.of() : Arrays.asList(story.split("; ")));
    }

    @Test
    void aSampleThatTakesTheCauseAwayClearsTheBreach() {
        var mine = new Mine(Mine.threshold("levels: {yellow: 1.0}, times: 2"));
        play(mine, "1:1.2 3:1.2 2:0.1 4:0.1");

        assertThat(mine.story()).containsExactly("OPENED yellow @3 1.2", "CLEARED yellow @3");
        assertThat(mine.transitions.get(1).reason().en()).contains("came later");
    }

    @Test
    void anotherBreachSplitOffHasItsOwnIdAndTheOldOneKeepsItsRevisions() {
        var mine = new Mine(Mine.limits());
        play(mine, "1:1.2 3:1.2 2:0.1");

        assertThat(mine.transitions.get(1).breachId())
                .isEqualTo(mine.transitions.get(0).breachId());
        assertThat(mine.transitions.get(1).revision()).isEqualTo(2);
        assertThat(mine.transitions.get(2).breachId())
                .isNotEqualTo(mine.transitions.get(0).breachId());
        assertThat(mine.transitions.get(2).revision()).isEqualTo(1);
    }

    @Test
    void afterTheHorizonHasMovedAnOpenBreachIsStillKnown() {
        var mine = new Mine(new ReorderBound(60_000, 4), Mine.device(java.util.Map.of("alarm", "1")), Mine.limits());
        play(mine, "1:1.2 2:1.2 3:1.2 4:1.2 5:1.2 6:1.2 9:1.2 8:1.2 10:0.1");

        assertThat(mine.story()).containsExactly("OPENED yellow @1 1.2", "CLEARED yellow @10 0.1");
    }

    /** The clock of the gateway ran an hour ahead, and was put right. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what is violated afterwards opens and clears      | levels: {yellow: 1.0}           | 1:0.1 3601:0.1 3602:0.1 20:1.2 25:0.1    | OPENED yellow @20 1.2; CLEARED yellow @25 0.1
            also right after the start                        | levels: {yellow: 1.0}           | 3601:0.1 20:1.2 25:0.1                   | OPENED yellow @20 1.2; CLEARED yellow @25 0.1
            an open breach goes on, and clears                | levels: {yellow: 1.0}           | 3601:1.2 3602:1.2 20:1.3 25:0.1          | OPENED yellow @3601 1.2; CLEARED yellow @3601 0.1
            a duration counts from there                      | levels: {yellow: 1.0}, for: 10s | 3601:1.2 3602:1.2 20:1.2 29:1.2 30:1.2   | OPENED yellow @30 1.2
            a gateway that lags a little is no wrong clock    | levels: {yellow: 1.0}           | 1:0.1 50:0.1 100:0.1 130:0.1 40:1.2      | OPENED yellow @40 1.2 late
            """)
    void aClockThatWasPutRightBlindsNoPoint(String sentence, String fields, String samples, String story) {
        var mine = new Mine(Mine.threshold(fields));
        play(mine, samples);
        assertThat(mine.story()).isEqualTo(Arrays.asList(story.split("; ")));
    }

    private static void play(Mine mine, String samples) {
        for (String sample : samples.split(" ")) {
            String[] parts = sample.split(":");
            mine.sends(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }
    }
}
