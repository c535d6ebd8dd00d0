package org.jiaoying.alerting.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.call.FrozenTier;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.call.PlannedCall.Reason;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.warning.Chase;
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

    private static final String PERSON = "person:";

    private final List<Call> calls;
    private final Instant now;
    private final List<PlannedCall> planned = new ArrayList<>();
    private final List<Decision.Note> notes = new ArrayList<>();
    private Warning warning;

    private EscalationDecider(Warning warning, List<Call> calls, Instant now) {
        this.warning = warning;
        this.calls = calls;
        this.now = now;
    }

    /** @param calls those of the warning's present chase */
    public static Decision decide(Warning warning, List<Call> calls, Instant now) {
        return new EscalationDecider(warning, calls, now).decide();
    }

    private Decision decide() {
        if (warning.state() == WarningState.CLOSED) {
            return until(null, null);
        }
        Shelf shelf = warning.shelf();
        if (shelf != null) {
            if (now.isBefore(shelf.until())) {
                return until(shelf.until(), Decision.Next.END_OF_SHELVING);
            }
            warning = WarningSteps.unshelved(warning, now);
            notes.add(Decision.Note.UNSHELVED);
        }
        return warning.state().unanswered() ? chase() : remind();
    }

    // ------------------------------------------------------------------------------------------------- reaching people

    private Decision chase() {
        FrozenChain chain = warning.chain();
        List<List<FrozenTier>> stages = chain.stages(warning.chase().calledLevel());
        for (Optional<Reason> over = stageOver(); over.isPresent(); over = stageOver()) {
            if (warning.chase().stage() < stages.size()) {
                callStage(stages, warning.chase().stage() + 1, over.get());
            } else {
                callAgain(stages);
            }
        }
        Instant endsAt = warning.chase().endsAt();
        return endsAt == null ? until(null, null) : until(endsAt, nextInChase(stages.size()));
    }

    /** Why those called last are no longer waited for; empty while they are, and when the chase is at its end. */
    private Optional<Reason> stageOver() {
        Chase chase = warning.chase();
        Instant endsAt = chase.endsAt();
        if (endsAt == null) {
            return Optional.empty();
        }
        if (chase.stage() == 0 && chase.attempt() == 1) {
            return Optional.of(Reason.CHASE_STARTED);
        }
        if (chase.asked()) {
            return Optional.of(Reason.NEXT_TIER_ASKED);
        }
        if (!now.isBefore(endsAt)) {
            return Optional.of(Reason.NO_ANSWER);
        }
        return chase.attempt() == 1 && allFailed(chase) ? Optional.of(Reason.NOT_DELIVERED) : Optional.empty();
    }

    private boolean allFailed(Chase chase) {
        List<Call> ofStage = calls.stream()
                .filter(call -> call.kind() == Call.Kind.CALL
                        && call.chase() == chase.number()
                        && call.tier() == chase.stage()
                        && call.attempt() == chase.attempt())
                .toList();
        return !ofStage.isEmpty() && ofStage.stream().allMatch(call -> call.state() == CallState.FAILED);
    }

    private void callStage(List<List<FrozenTier>> stages, int number, Reason reason) {
        List<FrozenTier> stage = stages.get(number - 1);
        Instant until = now.plus(warning.chain().timeOf(stage, warning.chase().calledLevel()));
        int before = planned.size();
        warning = warning.with(warning.chase().toStage(number, now, until));
        callAll(stage.stream(), number, until, reason, Set.of());
        if (planned.size() == before) {
            // Nobody in this stage has a number: waiting for an answer would be waiting for nobody.
            warning = warning.with(warning.chase().toStage(number, now, now));
        }
    }

    private void callAgain(List<List<FrozenTier>> stages) {
        Chase chase = warning.chase();
        if (chase.unreachedAt() == null) {
            tellUnreached(stages.isEmpty());
        }
        Policy policy = warning.chain().policy(chase.calledLevel());
        boolean more = chase.asked() || chase.attempt() <= policy.repeats();
        if (!more || stages.isEmpty()) {
            warning = warning.with(warning.chase().over(false));
            return;
        }
        Instant until = now.plus(policy.betweenRepeats());
        warning = warning.with(warning.chase().repeated(now, until));
        callAll(stages.stream().flatMap(List::stream), chase.stage(), until, Reason.REPEATED, inContact());
    }

    private void tellUnreached(boolean noChain) {
        warning = warning.with(warning.chase().unreached(now));
        notes.add(noChain ? Decision.Note.NO_CHAIN : Decision.Note.UNREACHED);
        if (!callOfficers(Call.Kind.OFFICER, noChain ? Reason.NO_CHAIN : Reason.UNREACHED) && noChain) {
            notes.add(Decision.Note.NOBODY_TO_CALL);
        }
    }

    /** Those who answered in this chase, if only to ask for help. */
    private Set<String> inContact() {
        var people = new HashSet<String>();
        for (Call call : calls) {
            if (call.state() == CallState.HELP_ASKED || call.state() == CallState.ANSWERED) {
                people.add(call.personId());
            }
        }
        return people;
    }

    private void callAll(Stream<FrozenTier> tiers, int stage, Instant until, Reason reason, Set<String> without) {
        Chase chase = warning.chase();
        var reached = new HashSet<String>();
        tiers.forEach(tier -> {
            for (Callee callee : tier.people()) {
                for (String channel : warning.chain().channels(tier, chase.calledLevel())) {
                    List<String> addresses = callee.addresses(channel);
                    // A person who stands in two tiers of one stage is called once; further numbers are for repeats.
                    if (!addresses.isEmpty()
                            && !without.contains(callee.id())
                            && reached.add(callee.id() + " " + channel)) {
                        String address = addresses.get((chase.attempt() - 1) % addresses.size());
                        planned.add(new PlannedCall(
                                Call.Kind.CALL,
                                chase.number(),
                                stage,
                                chase.attempt(),
                                callee,
                                channel,
                                address,
                                until,
                                reason));
                    }
                }
            }
        });
    }

    private boolean callOfficers(Call.Kind kind, Reason reason) {
        int attempt = nextAttempt(kind);
        boolean anybody = false;
        for (Callee officer : warning.chain().officers()) {
            for (var entry : officer.addresses().entrySet()) {
                planned.add(new PlannedCall(
                        kind,
                        warning.chase().number(),
                        0,
                        attempt,
                        officer,
                        entry.getKey(),
                        entry.getValue().get(0),
                        null,
                        reason));
                anybody = true;
            }
        }
        return anybody;
    }

    /** Outside the chain an attempt is one more than any before, so that each reminder is a call of its own. */
    private int nextAttempt(Call.Kind kind) {
        int before = calls.stream()
                .filter(call -> call.kind() == kind)
                .mapToInt(Call::attempt)
                .max()
                .orElse(0);
        int decided = planned.stream()
                .filter(call -> call.kind() == kind)
                .mapToInt(PlannedCall::attempt)
                .max()
                .orElse(0);
        return 1 + Math.max(before, decided);
    }

    private Decision.Next nextInChase(int stages) {
        Chase chase = warning.chase();
        if (chase.stage() < stages) {
            return Decision.Next.NEXT_TIER;
        }
        int repeats = warning.chain().policy(chase.calledLevel()).repeats();
        return chase.attempt() <= repeats ? Decision.Next.REPEAT : Decision.Next.END_OF_REPEATS;
    }

    // ------------------------------------------------------------------------------------------------------- reports

    private Decision remind() {
        Reports reports = warning.reports();
        boolean closing = warning.state().cleared();
        @Nullable Instant due = closing ? reports.closingDue() : reports.firstDue();
        if (due == null) {
            return until(null, null);
        }
        int sent = closing ? reports.closingReminders() : reports.firstReminders();
        while (sent < 2 && !now.isBefore(reminderAt(due, sent))) {
            sent = remindOnce(closing, sent);
        }
        Decision.Next next = closing ? Decision.Next.CLOSING_REPORT : Decision.Next.FIRST_REPORT;
        return sent < 2 ? until(reminderAt(due, sent), next) : until(null, null);
    }

    private static Instant reminderAt(Instant due, int sent) {
        return due.plus(AFTER_REMINDER.multipliedBy(sent));
    }

    /** First whoever acknowledged is reminded, then the officers are told; at once where no person of the chain acknowledged. */
    private int remindOnce(boolean closing, int sent) {
        Reason reason = closing ? Reason.CLOSING_REPORT_OVERDUE : Reason.FIRST_REPORT_OVERDUE;
        Optional<Callee> acknowledger = acknowledger();
        int nowSent = sent;
        if (sent == 0 && acknowledger.isPresent()) {
            remindPerson(acknowledger.get(), reason);
            nowSent = 1;
        } else {
            callOfficers(Call.Kind.REMINDER, reason);
            nowSent = 2;
        }
        for (int i = sent; i < nowSent; i++) {
            Reports reports = warning.reports();
            warning = warning.with(closing ? reports.remindedOfClosing() : reports.remindedOfFirst());
        }
        return nowSent;
    }

    private void remindPerson(Callee person, Reason reason) {
        int attempt = nextAttempt(Call.Kind.REMINDER);
        person.addresses()
                .forEach((channel, addresses) -> planned.add(new PlannedCall(
                        Call.Kind.REMINDER,
                        warning.chase().number(),
                        0,
                        attempt,
                        person,
                        channel,
                        addresses.get(0),
                        null,
                        reason)));
    }

    private Optional<Callee> acknowledger() {
        String by = warning.reports().acknowledgedBy();
        if (by == null || !by.startsWith(PERSON)) {
            return Optional.empty();
        }
        String id = by.substring(PERSON.length());
        return Stream.concat(
                        warning.chain().tiers().stream().flatMap(tier -> tier.people().stream()),
                        warning.chain().officers().stream())
                .filter(callee -> callee.id().equals(id) && !callee.addresses().isEmpty())
                .findFirst();
    }

    private Decision until(@Nullable Instant nextAt, Decision.@Nullable Next next) {
        return new Decision(warning, List.copyOf(planned), List.copyOf(notes), nextAt, next);
    }
}
