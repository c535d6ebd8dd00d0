package org.jiaoying.alerting.answer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jiaoying.alerting.call.CallEvent;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningSteps;

/** Takes an answer to a warning that the transaction has locked: keeps it, changes the warning, and lets follow what follows. */
public final class AnswerTaker {
    private final CallStore calls;
    private final ResponseStore responses;
    private final Escalation escalation;

    public AnswerTaker(CallStore calls, ResponseStore responses, Escalation escalation) {
        this.calls = calls;
        this.responses = responses;
        this.escalation = escalation;
    }

    /** Received (1). */
    public Future<Void> acknowledge(Work work, Warning warning, Answer answer) {
        Warning next = WarningSteps.acknowledged(warning, answer.answerer().toString(), work.now());
        work.record(answer.actor(), "warning.acknowledged", warning.id(), facts(answer));
        return answered(work, warning, answer, CallEvent.ANSWER, "ACKNOWLEDGED")
                .compose(done -> escalation.settle(work, warning, next, "warning.acknowledged"));
    }

    /** Help is asked for (3): the next tier is called at once. */
    public Future<Void> help(Work work, Warning warning, Answer answer) {
        Warning next = WarningSteps.calledFurther(warning, work.now());
        work.record(answer.actor(), "warning.help-asked", warning.id(), facts(answer));
        return answered(work, warning, answer, CallEvent.ASK_HELP, "HELP")
                .compose(done -> escalation.settle(work, warning, next, "warning.help-asked"));
    }

    /** A report (2 with what was done): acknowledges too; a closing one closes. */
    public Future<Void> report(Work work, Warning warning, Answer answer, Report report) {
        String by = answer.answerer().toString();
        boolean closing = report.kind() == Report.Kind.CLOSING;
        Warning next = closing
                ? WarningSteps.reportedClosing(warning, by, work.now())
                : WarningSteps.reported(warning, by, report, work.now());
        String action = closing ? "warning.reported-closing" : "warning.reported";
        work.record(
                answer.actor(),
                action,
                warning.id(),
                facts(answer)
                        .put("report", report.kind().name())
                        .put("commander", report.commander())
                        .put("affected", report.affected())
                        .put("peopleMoved", report.peopleMoved())
                        .put("done", report.done()));
        return answered(work, warning, answer, CallEvent.ANSWER, "HANDLED")
                .compose(done ->
                        responses.add(work, warning.id(), report, answer.actor().toString(), answer.via()))
                .compose(done -> escalation.settle(work, warning, next, action));
    }

    private Future<Void> answered(Work work, Warning warning, Answer answer, CallEvent event, String kind) {
        return responses
                .add(
                        work,
                        warning.id(),
                        answer.call(),
                        answer.person(),
                        kind,
                        answer.text(),
                        answer.actor().toString(),
                        answer.via())
                .compose(done -> answer.person() == null
                        ? Future.succeededFuture()
                        : calls.answer(work, warning.id(), answer.person(), event));
    }

    private static JsonObject facts(Answer answer) {
        return new JsonObject()
                .put("person", answer.person())
                .put("call", answer.call())
                .put("text", answer.text())
                .put("via", answer.via());
    }
}
