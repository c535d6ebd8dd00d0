package org.jiaoying.alerting.call;

import java.time.Duration;
import org.jiaoying.domain.Level;

/**
 * The times that hold for warnings of a level. A county sets its own, with the date from which they hold.
 *
 * @param answer how long a tier has to answer
 * @param repeats how many more calls follow after the last tier
 * @param repeatWithin the time in which these calls are made
 * @param together whether all tiers of the level are called at once
 * @param firstReport from the acknowledgement to the first report
 * @param closingReport from clearing to the closing report
 */
public record Policy(
        Duration answer,
        int repeats,
        Duration repeatWithin,
        boolean together,
        Duration firstReport,
        Duration closingReport) {
    private static final Duration FIRST_REPORT = Duration.ofMinutes(15);
    private static final Duration CLOSING_REPORT = Duration.ofMinutes(30);
    private static final Duration REPEAT_WITHIN = Duration.ofMinutes(5);

    /** What holds where nobody has set anything else. */
    public static Policy byDefault(Level level) {
        return switch (level) {
            case BLUE -> timed(60, 0, false);
            case YELLOW -> timed(30, 0, false);
            case ORANGE -> timed(10, 3, false);
            case RED -> timed(5, 3, true);
        };
    }

    private static Policy timed(int minutes, int repeats, boolean together) {
        return new Policy(Duration.ofMinutes(minutes), repeats, REPEAT_WITHIN, together, FIRST_REPORT, CLOSING_REPORT);
    }

    /** From one repeated call to the next. */
    public Duration betweenRepeats() {
        return repeats == 0 ? repeatWithin : repeatWithin.dividedBy(repeats);
    }
}
