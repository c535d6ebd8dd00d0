package org.jiaoying.alerting.escalate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.call.PlannedCall.Reason;
import org.jiaoying.alerting.warning.Warning;
import org.jspecify.annotations.Nullable;

/** A decision while it is being made. */
final class Draft {
    final List<Call> calls;
    final Instant now;
    private final Set<String> answered;
    final List<PlannedCall> planned = new ArrayList<>();
    final List<Decision.Note> notes = new ArrayList<>();
    final List<Callee> unreached = new ArrayList<>();
    Warning warning;

    /**
     * @param calls those of the warning's present chase
     * @param told who has answered since the chase began, however they said so
     */
    Draft(Warning warning, List<Call> calls, Set<String> told, Instant now) {
        this.warning = warning;
        this.calls = calls;
        this.now = now;
        this.answered = new HashSet<>(told);
        String acknowledgedBy = warning.reports().acknowledgedBy();
        if (acknowledgedBy != null && acknowledgedBy.startsWith(EscalationDecider.PERSON)) {
            answered.add(acknowledgedBy.substring(EscalationDecider.PERSON.length()));
        }
        for (Call call : calls) {
            if (call.state() == CallState.HELP_ASKED || call.state() == CallState.ANSWERED) {
                answered.add(call.personId());
            }
        }
    }

    /** Whether this person answered in this chase, if only to ask for help. */
    boolean hasAnswered(Callee callee) {
        return answered.contains(callee.id());
    }

    /** Tells the duty officers by every channel they have. @return whether there is anybody to tell */
    boolean callOfficers(Call.Kind kind, Reason reason) {
        int attempt = nextAttempt(kind);
        warning.chain().officers().forEach(officer -> callDirectly(kind, attempt, officer, reason));
        return warning.chain().officers().stream()
                .anyMatch(officer -> !officer.addresses().isEmpty());
    }

    /** Reminds one person by every channel they have. */
    void remind(Callee person, Reason reason) {
        callDirectly(Call.Kind.REMINDER, nextAttempt(Call.Kind.REMINDER), person, reason);
    }

    private void callDirectly(Call.Kind kind, int attempt, Callee person, Reason reason) {
        for (Map.Entry<String, List<String>> entry : person.addresses().entrySet()) {
            planned.add(new PlannedCall(
                    kind,
                    warning.chase().number(),
                    0,
                    attempt,
                    person,
                    entry.getKey(),
                    entry.getValue().get(0),
                    null,
                    reason));
        }
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

    Decision until(@Nullable Instant nextAt, Decision.@Nullable Next next) {
        return new Decision(warning, List.copyOf(planned), List.copyOf(notes), List.copyOf(unreached), nextAt, next);
    }
}
