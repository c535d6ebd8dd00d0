package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jiaoying.domain.rule.Rule;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Rule RISE = Mine.rule(
            "rise",
            "rate",
            "direction: rise, per: 1h, window: 1h, samples: 5, levels: {yellow: 0.5, red: 2}, clear: 0.3");

    @Test
    void aSteadyRiseIsFoundOnceItsWindowIsHalfFull() {
        var mine = new Mine(RISE);
        for (int minute = 0; minute <= 60; minute += 5) {
            mine.sends(minute * 60, minute / 60.0);
        }

        assertThat(mine.story()).containsExactly("OPENED yellow @1800 1");
        assertThat(mine.transitions.get(0).unit()).isEqualTo("%/h");
        assertThat(mine.transitions.get(0).limit()).isEqualTo(0.5);
    }

    /** However many the rule or the register asks for, there is a window in which so many are kept. */
    @Test
    void asManySamplesAsMayBeAskedForAreKept() {
        String fields = "direction: rise, per: 1h, window: 1h, samples: %s, levels: {yellow: 0.5}";
        var most = new Mine(Mine.rule("rise", "rate", fields.formatted("40")));
        var device = Mine.device(java.util.Map.of("count", "90"));
        var more = new Mine(ReorderBound.DEFAULT, device, Mine.rule("rise", "rate", fields.formatted("count")));
        for (int second = 0; second <= 7_200; second += 7) {
            most.sends(second, second / 3_600.0);
            more.sends(second, second / 3_600.0);
        }

        assertThat(most.story()).hasSize(1);
        assertThat(more.story()).isEqualTo(most.story());
    }

    @Test
    void itClearsWhenTheRiseIsOver() {
        var mine = new Mine(RISE);
        for (int minute = 0; minute <= 180; minute += 5) {
            mine.sends(minute * 60, Math.min(1, minute / 60.0));
        }

        assertThat(mine.story()).hasSize(2).last().asString().startsWith("CLEARED yellow");
    }

    @Test
    void aSingleSpikeIsNoRise() {
        var mine = new Mine(RISE);
        for (int minute = 0; minute <= 120; minute += 5) {
            mine.sends(minute * 60, minute == 60 ? 4.0 : 0.2);
        }

        assertThat(mine.story()).isEmpty();
    }

    @Test
    void aFallIsJudgedByItsAmount() {
        Rule fall = Mine.rule("fall", "rate", "direction: fall, per: 30m, window: 1h, levels: {yellow: 0.25}");
        var mine = new Mine(fall);
        for (int minute = 0; minute <= 60; minute += 10) {
            mine.sends(minute * 60, 2 - minute / 60.0);
        }

        assertThat(mine.story()).containsExactly("OPENED yellow @1800 0.5");
        assertThat(mine.transitions.get(0).unit()).isEqualTo("%/30m");
    }

    @Test
    void aWindowOfManySamplesIsThinnedAndKeepsItsSlope() {
        var mine = new Mine(RISE);
        for (int second = 0; second <= 3600; second++) {
            mine.sends(second, second / 3600.0);
        }

        assertThat(mine.story()).hasSize(1).first().asString().startsWith("OPENED yellow @1800 1");
    }

    @Property(tries = 200)
    void theSlopeOfALineIsItsSlopeThoughAQuarterIsWild(
            @ForAll @DoubleRange(min = -5, max = 5) double slope,
            @ForAll @IntRange(min = 12, max = 40) int size,
            @ForAll Random random) {
        var times = new long[size];
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = i * 1000L;
            values[i] = slope * i;
        }
        for (int wild = 0; wild < size / 5; wild++) {
            values[random.nextInt(size)] = random.nextDouble() * 1e6 - 5e5;
        }

        // In units a step; the wild ones may shift it a little, as they shift the median.
        assertThat(TheilSen.slope(times, values, size) * 1000)
                .isBetween(slope - 1e-6 - Math.abs(slope), slope + 1e-6 + Math.abs(slope));
    }
}
