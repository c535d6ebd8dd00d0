package org.jiaoying.alerting.desk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.answer.Answer;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jiaoying.alerting.drill.DrillStarter;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.lifecycle.IllegalStepException;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.UnreachedStore;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.AlarmState;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.alerting.warning.WarningSteps;
import org.jiaoying.alerting.warning.Warnings;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Carries out what people signed in do with a warning: checks it, locks the warning, and takes the step. */
public final class WarningDesk implements Warnings {
    private static final Duration LONGEST_REST = Duration.ofHours(24);
    private static final int MAX_TEXT = 2_000;

    private final Transactions transactions;
    private final WarningStore warnings;
    private final AnswerTaker answers;
    private final Escalation escalation;
    private final UnreachedStore unreached = new UnreachedStore();
    private final DrillStarter drills;
    private final Runnable afterCommit;

    /** @param afterCommit told after each step that is safe; must not block */
    public WarningDesk(
            Transactions transactions,
            WarningStore warnings,
            AnswerTaker answers,
            Escalation escalation,
            DrillStarter drills,
            Runnable afterCommit) {
        this.transactions = transactions;
        this.warnings = warnings;
        this.answers = answers;
        this.escalation = escalation;
        this.drills = drills;
        this.afterCommit = afterCommit;
    }

    @Override
    public Future<Void> acknowledge(String warningId, Actor actor, @Nullable String onBehalfOf, String note) {
        return bounded(note, "note")
                .compose(text -> step(
                        warningId,
                        (work, warning) -> isOfChain(warning, onBehalfOf)
                                ? answers.acknowledge(work, warning, new Answer(actor, onBehalfOf, null, text, "page"))
                                : Future.failedFuture(refused(
                                        RefusedException.Code.INVALID,
                                        "该人员不在此预警的责任链上",
                                        "that person is not of this warning's chain"))));
    }

    @Override
    public Future<Void> feedback(String warningId, Actor actor, Report report) {
        if (report.done().isBlank()) {
            return Future.failedFuture(
                    refused(RefusedException.Code.INVALID, "请填写处置情况", "a report must say what was done"));
        }
        if (report.peopleMoved() != null && report.peopleMoved() < 0) {
            return Future.failedFuture(refused(
                    RefusedException.Code.INVALID, "转移人数不能为负", "the number of people moved cannot be negative"));
        }
        return bounded(report.done() + report.affected() + report.commander(), "report")
                .compose(text -> step(
                        warningId,
                        (work, warning) -> answers.report(
                                work, warning, new Answer(actor, null, null, report.done(), "page"), report)));
    }

    @Override
    public Future<Void> close(String warningId, Actor actor, String reason) {
        return required(reason)
                .compose(text -> step(warningId, (work, warning) -> {
                    Warning next = WarningSteps.closed(warning, actor.toString(), text, work.now());
                    work.record(actor, "warning.closed", warningId, new JsonObject().put("reason", text));
                    return escalation.settle(work, warning, next, "warning.closed");
                }));
    }

    @Override
    public Future<Void> shelve(String warningId, Actor actor, Instant until, String reason) {
        return required(reason)
                .compose(text -> step(warningId, (work, warning) -> {
                    if (!until.isAfter(work.now()) || until.isAfter(work.now().plus(LONGEST_REST))) {
                        return Future.failedFuture(refused(
                                RefusedException.Code.INVALID,
                                "搁置的结束时间须在 24 小时之内",
                                "shelving must end within 24 hours from now"));
                    }
                    Warning next = WarningSteps.shelved(warning, until, actor.toString(), text);
                    work.record(
                            actor,
                            "warning.shelved",
                            warningId,
                            new JsonObject().put("until", until.toString()).put("reason", text));
                    return escalation.settle(work, warning, next, "warning.shelved");
                }));
    }

    @Override
    public Future<Void> unshelve(String warningId, Actor actor, String reason) {
        return required(reason)
                .compose(text -> step(warningId, (work, warning) -> {
                    if (warning.shelf() == null) {
                        return Future.failedFuture(
                                refused(RefusedException.Code.ILLEGAL_STEP, "该预警未被搁置", "the warning is not shelved"));
                    }
                    Warning next = WarningSteps.unshelved(warning, work.now());
                    work.record(actor, "warning.unshelved", warningId, new JsonObject().put("reason", text));
                    return escalation.settle(work, warning, next, "warning.unshelved");
                }));
    }

    @Override
    public Future<Void> escalate(String warningId, Actor actor, String reason) {
        return required(reason)
                .compose(text -> step(warningId, (work, warning) -> {
                    Warning next = WarningSteps.calledFurther(warning, work.now());
                    work.record(actor, "warning.escalated", warningId, new JsonObject().put("reason", text));
                    return escalation.settle(work, warning, next, "warning.escalated");
                }));
    }

    @Override
    public Future<Void> knock(String warningId, Actor actor, String personId, boolean found, String note) {
        return bounded(note, "note")
                .compose(text -> step(
                        warningId,
                        (work, warning) -> unreached
                                .knocked(work, warningId, personId, actor, text)
                                .compose(listed -> {
                                    if (!listed) {
                                        return Future.failedFuture(refused(
                                                RefusedException.Code.NOT_FOUND,
                                                "该人员不在此预警的未联系上名单中",
                                                "that person is not on this warning's list of the unreached"));
                                    }
                                    work.record(
                                            actor,
                                            "person.knocked",
                                            warningId,
                                            new JsonObject()
                                                    .put("person", personId)
                                                    .put("found", found)
                                                    .put("note", text));
                                    return found
                                            ? answers.acknowledge(
                                                    work, warning, new Answer(actor, personId, null, text, "knock"))
                                            : Future.succeededFuture();
                                })));
    }

    @Override
    public Future<String> drill(Actor actor, DrillOrder order) {
        return required(order.scenario())
                .compose(text -> transactions.run(work -> drills.start(work, actor, order)))
                .onSuccess(started -> afterCommit.run());
    }

    private Future<Void> step(String warningId, BiFunction<Work, Warning, Future<Void>> step) {
        return transactions
                .run(work -> warnings.lock(work, warningId)
                        .compose(found -> found.isPresent()
                                ? step.apply(work, found.get())
                                : Future.<Void>failedFuture(refused(
                                        RefusedException.Code.NOT_FOUND, "没有这个预警", "there is no such warning"))))
                .onSuccess(done -> afterCommit.run())
                .recover(failure -> Future.failedFuture(readable(failure)));
    }

    private static Throwable readable(Throwable failure) {
        if (!(failure instanceof IllegalStepException illegal)) {
            return failure;
        }
        Text state = wordFor(illegal.state());
        return refused(
                RefusedException.Code.ILLEGAL_STEP,
                "预警现为“" + state.zh() + "”，不能再做这一步",
                "the warning is " + state.en() + " now: this step is not possible any more");
    }

    private static Text wordFor(String state) {
        Stream<Text> ofWarnings = Arrays.stream(WarningState.values())
                .filter(one -> one.name().equals(state))
                .map(WarningState::text);
        Stream<Text> ofAlarms = Arrays.stream(AlarmState.values())
                .filter(one -> one.name().equals(state))
                .map(AlarmState::text);
        return Stream.concat(ofWarnings, ofAlarms).findFirst().orElse(Text.same(state));
    }

    private static boolean isOfChain(Warning warning, @Nullable String person) {
        return person == null
                || warning.chain().tiers().stream()
                        .flatMap(tier -> tier.people().stream())
                        .anyMatch(callee -> callee.id().equals(person))
                || Stream.concat(warning.chain().officers().stream(), warning.chain().superiors().values().stream())
                        .anyMatch(callee -> callee.id().equals(person));
    }

    private static Future<String> required(String reason) {
        return reason.isBlank()
                ? Future.failedFuture(refused(RefusedException.Code.INVALID, "请填写原因", "a reason must be given"))
                : bounded(reason, "reason");
    }

    private static Future<String> bounded(String text, String what) {
        return text.length() <= MAX_TEXT
                ? Future.succeededFuture(text)
                : Future.failedFuture(refused(
                        RefusedException.Code.INVALID,
                        "文字超过 " + MAX_TEXT + " 字",
                        "the " + what + " is longer than " + MAX_TEXT + " characters"));
    }

    private static RefusedException refused(RefusedException.Code code, String zh, String en) {
        return new RefusedException(code, new Text(zh, en));
    }
}
