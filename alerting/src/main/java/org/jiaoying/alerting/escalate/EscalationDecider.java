package org.jiaoying.alerting.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.PlannedCall.Reason;
import org.jiaoying.alerting.warning.Reports;
import org.jiaoying.alerting.warning.Shelf;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.alerting.warning.WarningSteps;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is due for one warning: calls of the next tier, repeated calls, the list of the unreached, reminders of
 * reports. Pure; the same input gives the same decision, whoever asks.
 */
public final class EscalationDecider {
    /** From a reminder to telling the duty officers. */
    static final Duration AFTER_REMINDER = Duration.ofMinutes(5);

    static final String PERSON = "person:";

    private final Draft draft;

    private EscalationDecider(Draft draft) {
        this.draft = draft;
    }

    /** @param calls those of the warning's present chase */
    public static Decision decide(Warning warning, List<Call> calls, Instant now) {
        return decide(warning, calls, Set.of(), now);
    }

    /**
     * @param calls those of the warning's present chase
     * @param told who has answered since that chase began, also where no call of it was answered, as by an officer's word on
     *     their behalf
     */
    public static Decision decide(Warning warning, List<Call> calls, Set<String> told, Instant now) {
        return new EscalationDecider(new Draft(warning, calls, told, now)).decide();
    }

    private Decision decide() {
        if (draft.warning.state() == WarningState.CLOSED) {
            return draft.until(null, null);
        }
        Shelf shelf = draft.warning.shelf();
        if (shelf != null) {
            if (draft.now.isBefore(shelf.until())) {
                return draft.until(shelf.until(), Decision.Next.END_OF_SHELVING);
            }
            draft.warning = WarningSteps.unshelved(draft.warning, draft.now);
            draft.notes.add(Decision.Note.UNSHELVED);
        }
        return chased(draft.warning.state().unanswered() ? draft.until(null, null) : remind());
    }

    /** Calls people where that is due, and takes whichever comes first, the next call or the next reminder. */
    private Decision chased(Decision reminded) {
        var chase = new ChaseDecider(draft);
        chase.decide();
        Instant endsAt = draft.warning.chase().endsAt();
        @Nullable Instant reminder = reminded.nextAt();
        boolean chaseFirst = endsAt != null && (reminder == null || endsAt.isBefore(reminder));
        return chaseFirst ? draft.until(endsAt, chase.next()) : draft.until(reminder, reminded.next());
    }

    // ------------------------------------------------------------------------------------------------------- reports

    /** Which report is waited for. */
    private enum Awaited {
        FIRST,
        MISSING_FACTS,
        CLOSING
    }

    private Decision remind() {
        Reports reports = draft.warning.reports();
        Awaited awaited = awaited();
        @Nullable
        Instant due = switch (awaited) {
            case FIRST -> reports.firstDue();
            case MISSING_FACTS -> reports.missing().isEmpty() ? null : reports.firstAt();
            case CLOSING -> reports.closingDue();
        };
        if (due == null) {
            return draft.until(null, null);
        }
        int sent = awaited == Awaited.CLOSING ? reports.closingReminders() : reports.firstReminders();
        while (sent < 2 && !draft.now.isBefore(reminderAt(due, sent))) {
            sent = remindOnce(awaited, sent);
        }
        Decision.Next next = awaited == Awaited.CLOSING ? Decision.Next.CLOSING_REPORT : Decision.Next.FIRST_REPORT;
        return sent < 2 ? draft.until(reminderAt(due, sent), next) : draft.until(null, null);
    }

    private Awaited awaited() {
        if (draft.warning.state().cleared()) {
            return Awaited.CLOSING;
        }
        return draft.warning.reports().firstAt() == null ? Awaited.FIRST : Awaited.MISSING_FACTS;
    }

    private static Instant reminderAt(Instant due, int sent) {
        return due.plus(AFTER_REMINDER.multipliedBy(sent));
    }

    /** First whoever acknowledged is reminded, then the officers are told; at once where no person of the chain acknowledged. */
    private int remindOnce(Awaited awaited, int sent) {
        Reason reason = switch (awaited) {
            case FIRST -> Reason.FIRST_REPORT_OVERDUE;
            case MISSING_FACTS -> Reason.FIRST_REPORT_POOR;
            case CLOSING -> Reason.CLOSING_REPORT_OVERDUE;
        };
        Optional<Callee> acknowledger = acknowledger();
        int nowSent = sent;
        if (sent == 0 && acknowledger.isPresent()) {
            draft.remind(acknowledger.get(), reason);
            nowSent = 1;
        } else {
            draft.callOfficers(Call.Kind.REMINDER, reason);
            nowSent = 2;
        }
        for (int i = sent; i < nowSent; i++) {
            Reports reports = draft.warning.reports();
            draft.warning = draft.warning.with(
                    awaited == Awaited.CLOSING ? reports.remindedOfClosing() : reports.remindedOfFirst());
        }
        return nowSent;
    }

    private Optional<Callee> acknowledger() {
        String by = draft.warning.reports().acknowledgedBy();
        if (by == null || !by.startsWith(PERSON)) {
            return Optional.empty();
        }
        String id = by.substring(PERSON.length());
        var chain = draft.warning.chain();
        return Stream.of(
                        chain.tiers().stream().flatMap(tier -> tier.people().stream()),
                        chain.officers().stream(),
                        chain.superiors().values().stream())
                .flatMap(people -> people)
                .filter(callee -> callee.id().equals(id) && !callee.addresses().isEmpty())
                .findFirst();
    }
}
