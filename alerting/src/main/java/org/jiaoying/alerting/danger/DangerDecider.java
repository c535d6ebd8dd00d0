package org.jiaoying.alerting.danger;

import java.time.LocalDate;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Decides whether a finding or a step can be so. Pure; {@code today} is a day in the center's zone. */
public final class DangerDecider {
    static final int LONGEST_YEARS = 3;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private DangerDecider() {}

    /**
     * What a step leads to.
     *
     * @param deadline that holds from now on; absent: none was ever set
     */
    public record Outcome(
            DangerState state, LocalDate day, @Nullable LocalDate deadline) {}

    /** @throws RefusedException with the reason */
    public static Outcome step(Danger danger, DangerStep step, LocalDate today) {
        DangerState next = DangerLifeCycle.TABLE
                .after(danger.state(), step.event())
                .orElseThrow(() -> refused(
                        RefusedException.Code.ILLEGAL_STEP,
                        "隐患“" + danger.state().text().zh() + "”，不能登记“"
                                + step.event().text().zh() + "”",
                        "a danger that is " + danger.state().code() + " cannot be "
                                + step.event().text().en()));
        LocalDate day = step.day() == null ? today : step.day();
        requirePast(day, today);
        if (day.isBefore(danger.foundOn())) {
            throw invalid("日期早于发现日期 " + danger.foundOn(), "the day is before it was found, " + danger.foundOn());
        }
        return new Outcome(next, day, deadline(danger, step, day));
    }

    private static @Nullable LocalDate deadline(Danger danger, DangerStep step, LocalDate day) {
        LocalDate before = danger.deadline();
        if (!step.event().setsDeadline()) {
            if (step.deadline() != null) {
                throw invalid("这一步不设整改期限", "this step sets no deadline");
            }
            return before;
        }
        LocalDate deadline = requireDeadline(step.deadline(), day);
        if (step.event() == DangerEvent.EXTEND && before != null && !before.isBefore(deadline)) {
            throw invalid("延期须晚于原期限 " + before, "an extension must be later than " + before);
        }
        return deadline;
    }

    /** @return the day on which it was found; @throws RefusedException with the reason */
    public static LocalDate finding(@Nullable LocalDate foundOn, @Nullable LocalDate deadline, LocalDate today) {
        LocalDate day = foundOn == null ? today : foundOn;
        requirePast(day, today);
        if (deadline != null) {
            requireDeadline(deadline, day);
        }
        return day;
    }

    /** @throws RefusedException for a day that is still to come or is no day of ours */
    public static void requirePast(LocalDate day, LocalDate today) {
        if (day.isAfter(today) || day.isBefore(FIRST)) {
            throw invalid("日期须在 2000 年之后且不晚于今天 " + today, "a day must lie between the year 2000 and today, " + today);
        }
    }

    private static LocalDate requireDeadline(@Nullable LocalDate deadline, LocalDate day) {
        if (deadline == null) {
            throw invalid("请填写整改期限", "say until when it must be rectified");
        }
        if (deadline.isBefore(day) || deadline.isAfter(day.plusYears(LONGEST_YEARS))) {
            throw invalid(
                    "整改期限须在 " + day + " 之后 " + LONGEST_YEARS + " 年之内",
                    "the deadline must lie within " + LONGEST_YEARS + " years after " + day);
        }
        return deadline;
    }

    static RefusedException invalid(String zh, String en) {
        return refused(RefusedException.Code.INVALID, zh, en);
    }

    private static RefusedException refused(RefusedException.Code code, String zh, String en) {
        return new RefusedException(code, new Text(zh, en));
    }
}
