package org.jiaoying.alerting.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jiaoying.alerting.gather.Load.Sent;
import org.jiaoying.alerting.gather.Load.What;

class LoadTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static Sent sent(int seconds, boolean red) {
        return new Sent(START.plusSeconds(seconds), red);
    }

    private static Load.Verdict at(int seconds, boolean red, Sent... sent) {
        return Load.decide(List.of(sent), red, START.plusSeconds(seconds));
    }

    @Example
    void theFirstThreeGoOutByThemselves() {
        assertThat(at(2, false, sent(0, false), sent(1, false)).what()).isEqualTo(What.ALONE);
        assertThat(at(3, false, sent(0, false), sent(1, false), sent(2, false)).at())
                .isEqualTo(START.plusSeconds(2).plus(Load.APART));
        assertThat(at(601, false, sent(0, false), sent(1, false), sent(2, false))
                        .what())
                .isEqualTo(What.ALONE);
    }

    @Example
    void theFirstRedGoesAtOnceTheNextAfterAMinuteAndAHalf() {
        assertThat(at(3, true, sent(0, false), sent(1, false), sent(2, false)).what())
                .isEqualTo(What.TOGETHER);
        assertThat(at(3, true, sent(0, true), sent(1, false), sent(2, false)).at())
                .isEqualTo(START.plusSeconds(92));
    }

    /** Gaps of an even value are of red texts; each text that waits goes with the next that is let out. */
    @Property(tries = 500)
    void nobodyGetsMoreThanTenInAnyTenMinutesAndNothingRedWaitsLongerThanAMinuteAndAHalf(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(min = 0, max = 240) Integer> gaps) {
        var sent = new ArrayList<Sent>();
        var waiting = new ArrayList<Sent>();
        Instant now = START;
        for (int gap : gaps) {
            Instant next = now.plusSeconds(gap / 2);
            release(sent, waiting, next);
            now = next;
            waiting.add(new Sent(now, gap % 2 == 0));
            release(sent, waiting, now);
        }
        for (int i = Load.MAX; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - Load.MAX).at(), sent.get(i).at()))
                    .isGreaterThanOrEqualTo(Load.WINDOW);
        }
    }

    /** Lets out what may go until then, and checks how long red ones waited. */
    private static void release(List<Sent> sent, List<Sent> waiting, Instant until) {
        while (!waiting.isEmpty()) {
            Sent first = waiting.stream().filter(Sent::red).findFirst().orElse(waiting.get(0));
            Instant asked = sent.isEmpty() || sent.get(sent.size() - 1).at().isBefore(first.at())
                    ? first.at()
                    : sent.get(sent.size() - 1).at();
            Load.Verdict verdict = Load.decide(sent, first.red(), asked);
            if (verdict.at().isAfter(until)) {
                return;
            }
            if (first.red()) {
                assertThat(Duration.between(first.at(), verdict.at())).isLessThanOrEqualTo(Load.RED_APART);
            }
            if (verdict.what() == What.ALONE) {
                sent.add(new Sent(verdict.at(), first.red()));
                waiting.remove(first);
            } else {
                sent.add(new Sent(verdict.at(), waiting.stream().anyMatch(Sent::red)));
                waiting.clear();
            }
        }
    }
}
