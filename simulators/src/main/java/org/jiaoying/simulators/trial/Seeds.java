package org.jiaoying.simulators.trial;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds of trials. Rules are tuned, and tests of single rules written, on odd seeds; detection is scored on even ones, which
 * nobody looks at while tuning: a score on what was tuned with would praise the tuning.
 */
public final class Seeds {
    private Seeds() {}

    /** The first so many seeds to tune with. */
    public static List<Long> tuning(int count) {
        return LongStream.range(0, count).map(i -> 2 * i + 1).boxed().toList();
    }

    /** The first so many seeds to score with. */
    public static List<Long> scoring(int count) {
        return LongStream.range(0, count).map(i -> 2 * i + 1_000).boxed().toList();
    }

    public static boolean forScoring(long seed) {
        return seed % 2 == 0;
    }
}
