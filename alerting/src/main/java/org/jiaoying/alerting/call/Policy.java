package org.jiaoying.alerting.call;

import java.time.Duration;
import java.util.List;
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
 * @param answers whose answer ends the calling of a tier, where the tier says nothing else
 * @param channels by which a person is called at once, side by side, where the tier names none of its own
 * @param again by which a tier that did not answer in its time is called once more, with as much time, before the next tier is;
 *     empty: the next tier is called at once
 * @param superior whether the superior of whoever is still unreached after the repeated calls is called
 */
public record Policy(
        Duration answer,
        int repeats,
        Duration repeatWithin,
        boolean together,
        Duration firstReport,
        Duration closingReport,
        Answers answers,
        List<String> channels,
        List<String> again,
        boolean superior) {
    private static final String SMS = "sms";
    private static final String VOICE = "voice";
    private static final List<String> EVERY_CHANNEL =
            List.of(SMS, VOICE, "email", "dingtalk", "wecom", "webhook", "broadcast");
    private static final Duration FIRST_REPORT = Duration.ofMinutes(15);
    private static final Duration CLOSING_REPORT = Duration.ofMinutes(30);
    private static final Duration REPEAT_WITHIN = Duration.ofMinutes(5);

    public Policy {
        channels = List.copyOf(channels);
        again = List.copyOf(again);
    }

    /** What holds where nobody has set anything else. A channel by which a person has no address calls nobody. */
    public static Policy byDefault(Level level) {
        return switch (level) {
            case BLUE -> usual(60, 0, List.of(SMS));
            case YELLOW -> usual(30, 0, List.of(SMS)).callingAgainBy(List.of(VOICE));
            case ORANGE -> usual(10, 3, List.of(SMS, VOICE));
            case RED -> usual(5, 3, EVERY_CHANNEL).wholeChain();
        };
    }

    private static Policy usual(int minutes, int repeats, List<String> channels) {
        return new Policy(
                Duration.ofMinutes(minutes),
                repeats,
                REPEAT_WITHIN,
                false,
                FIRST_REPORT,
                CLOSING_REPORT,
                Answers.ONE,
                channels,
                List.of(),
                repeats > 0);
    }

    private Policy callingAgainBy(List<String> others) {
        return new Policy(
                answer,
                repeats,
                repeatWithin,
                together,
                firstReport,
                closingReport,
                answers,
                channels,
                others,
                superior);
    }

    private Policy wholeChain() {
        return new Policy(
                answer,
                repeats,
                repeatWithin,
                true,
                firstReport,
                closingReport,
                Answers.ALL,
                channels,
                again,
                superior);
    }

    /** From one repeated call to the next. */
    public Duration betweenRepeats() {
        return repeats == 0 ? repeatWithin : repeatWithin.dividedBy(repeats);
    }
}
