package org.jiaoying.alerting.warning;

import static org.jiaoying.alerting.warning.WarningLifeCycle.TABLE;

import java.time.Duration;
import java.time.Instant;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next moment of a warning out of the present one. Pure: who is called because of it is decided afterwards, from
 * the result.
 *
 * <p>Each throws {@link org.jiaoying.alerting.lifecycle.IllegalStepException} where the life of a warning has no such step.
 */
public final class WarningSteps {
    /**
     * How long calm must have lasted for what comes back to be a new event that calls people again; a shorter calm is the
     * same event. (Over-limit reporting of coal mines counts the same place anew after 10 minutes.)
     */
    static final Duration SAME_EVENT = Duration.ofMinutes(10);

    private WarningSteps() {}

    /**
     * Its gravest open breach is now at this level: it rose, fell, or came back.
     *
     * @param at event time of the step that made it so
     */
    public static Warning levelled(Warning warning, Level level, Cause cause, Instant at, Instant now) {
        boolean rises = warning.state().cleared() || level.graverThan(warning.level());
        boolean calls = rises && callsAnew(warning, level, at);
        boolean graver = level.graverThan(warning.chase().calledLevel());
        Warning next = warning.state().cleared() ? returned(warning, now) : warning;
        boolean same = level == warning.level() && !warning.state().cleared();
        next = next.at(level, same ? warning.levelSince() : at, null).with(cause);
        if (graver) {
            // What was laid to rest was a lesser danger.
            next = next.with((Shelf) null);
        }
        return calls ? calledAnew(next, now) : next;
    }

    private static boolean callsAnew(Warning warning, Level level, Instant at) {
        boolean beingCalled = warning.state().unanswered() && warning.chase().endsAt() != null;
        boolean longCalm = Duration.between(warning.levelSince(), at).compareTo(SAME_EVENT) > 0;
        if (beingCalled || !longCalm) {
            return level.graverThan(warning.chase().calledLevel());
        }
        return warning.state().cleared() || level.graverThan(warning.level());
    }

    private static Warning returned(Warning warning, Instant now) {
        WarningState next = TABLE.require(warning.state(), WarningEvent.RETURN);
        Reports reports = warning.reports().closingDue(null);
        if (next == WarningState.ACKNOWLEDGED && reports.firstDue() == null) {
            reports = reports.firstDue(now.plus(policy(warning).firstReport()));
        }
        return warning.in(next).with(reports);
    }

    private static Policy policy(Warning warning) {
        return warning.chain().policy(warning.chase().calledLevel());
    }

    /** People are called from the first tier, for the present level. */
    public static Warning calledAnew(Warning warning, Instant now) {
        return warning.in(TABLE.require(warning.state(), WarningEvent.CALL_ANEW))
                .with(Chase.fresh(warning.chase().number() + 1, warning.level(), now))
                .with(Reports.NONE.closingDue(warning.reports().closingDue()));
    }

    /** The next tier is called. */
    public static Warning calledFurther(Warning warning, Instant now) {
        return warning.in(TABLE.require(warning.state(), WarningEvent.CALL_FURTHER))
                .with((Shelf) null)
                .with(warning.chase().hurried(now))
                .with(Reports.NONE.closingDue(warning.reports().closingDue()));
    }

    /** The last open breach cleared. */
    public static Warning cleared(Warning warning, Instant at, Instant now) {
        Policy policy = warning.chain().policy(warning.peakLevel());
        return warning.in(TABLE.require(warning.state(), WarningEvent.CLEAR))
                .at(warning.level(), at, at)
                .with(warning.reports().closingDue(now.plus(policy.closingReport())));
    }

    /** Somebody has it: the clock of the first report starts. Whether anybody else is still called is decided afterwards. */
    public static Warning acknowledged(Warning warning, String by, Instant now) {
        WarningState next = TABLE.require(warning.state(), WarningEvent.ACKNOWLEDGE);
        if (!warning.state().unanswered()) {
            return warning.in(next);
        }
        Duration time = policy(warning).firstReport();
        @Nullable Instant due = warning.state().cleared() ? null : now.plus(time);
        return warning.in(next).with(warning.reports().acknowledged(now, by, due));
    }

    /** A first or further report came in; it acknowledges too. */
    public static Warning reported(Warning warning, String by, Report report, Instant now) {
        Reports reports = warning.reports();
        if (warning.state().unanswered()) {
            reports = reports.acknowledged(now, by, null);
        }
        return warning.in(TABLE.require(warning.state(), WarningEvent.REPORT)).with(reports.reportIn(report, now));
    }

    /** The closing report came in. */
    public static Warning reportedClosing(Warning warning, String by, Instant now) {
        WarningState next = TABLE.require(warning.state(), WarningEvent.REPORT_CLOSING);
        Reports reports = warning.reports();
        if (warning.state().unanswered()) {
            reports = reports.acknowledged(now, by, null);
        }
        return ended(warning.in(next).with(reports.closingIn(now)), by, "closing report", now);
    }

    /** An officer closes it, also with breaches open. */
    public static Warning closed(Warning warning, String by, String reason, Instant now) {
        return ended(warning.in(TABLE.require(warning.state(), WarningEvent.CLOSE)), by, reason, now);
    }

    private static Warning ended(Warning warning, String by, String reason, Instant now) {
        return warning.with(warning.chase().over(true)).with((Shelf) null).with(new Closing(now, by, reason));
    }

    /** Nobody is called until then. */
    public static Warning shelved(Warning warning, Instant until, String by, String reason) {
        // Shelving is no state of the warning's own life: what is shelved still rises, clears and is answered.
        AlarmLifeCycle.TABLE.require(AlarmState.of(warning.state(), warning.shelf() != null), AlarmEvent.SHELVE);
        return warning.with(new Shelf(until, by, reason));
    }

    /** The rest is over; where nobody had answered, people are called anew. */
    public static Warning unshelved(Warning warning, Instant now) {
        Warning awake = warning.with((Shelf) null);
        return warning.state().unanswered() ? calledAnew(awake, now) : awake;
    }
}
