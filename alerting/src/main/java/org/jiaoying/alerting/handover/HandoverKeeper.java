package org.jiaoying.alerting.handover;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.roster.DutyAnswer;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.store.HandoverStore;
import org.jiaoying.alerting.store.HandoverStore.Handover;
import org.jiaoying.alerting.store.HandoverStore.Reach;
import org.jiaoying.alerting.store.HandoverStore.Watched;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;

/**
 * Watches the rosters that ask for a handover. When who answers becomes another one, that one is told what is open and has to
 * confirm; when they do not in time, the leader on duty is told, or the duty officers where there is no leader.
 */
public final class HandoverKeeper implements Agenda {
    private static final Actor SELF = Actor.part("handover");
    private static final Duration LOOK_AGAIN = Duration.ofDays(30);

    private final Transactions transactions;
    private final HandoverStore handovers;
    private final OutboxStore outbox;

    public HandoverKeeper(Transactions transactions, HandoverStore handovers, OutboxStore outbox) {
        this.transactions = transactions;
        this.handovers = handovers;
        this.outbox = outbox;
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return handovers.nextDue().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        return transactions
                .run(work -> handovers
                        .lockWatched(work)
                        .compose(watched -> handovers.lockOverdue(work).compose(overdue -> {
                            if (watched.isEmpty() && overdue.isEmpty()) {
                                return Future.<Void>succeededFuture();
                            }
                            return handovers
                                    .book(work)
                                    .compose(book -> InOrder.each(watched, one -> look(work, book, one))
                                            .compose(done -> InOrder.each(overdue, one -> escalate(work, book, one))));
                        })))
                .toCompletionStage();
    }

    private Future<Void> look(Work work, DutyBook book, Watched watched) {
        Optional<DutyRoster> roster = book.roster(watched.roster()).filter(one -> one.handover() != null);
        Optional<DutyAnswer> answer = roster.flatMap(one -> book.answer(one.id(), work.now()));
        if (roster.isEmpty() || answer.isEmpty()) {
            return handovers.unwatch(work, watched.roster());
        }
        String now = answer.get().person();
        @Nullable String before = watched.person();
        Future<Void> handedOver = before == null || before.equals(now)
                ? Future.succeededFuture()
                : handOver(work, roster.get(), watched, before, now);
        Instant next = book.nextChange(watched.roster(), work.now())
                .map(DutyBook.Change::at)
                .orElse(work.now().plus(LOOK_AGAIN));
        return handedOver.compose(done -> handovers.watch(work, watched.roster(), now, next));
    }

    private Future<Void> handOver(Work work, DutyRoster roster, Watched watched, String from, String to) {
        Duration within = roster.handover() == null ? Duration.ZERO : roster.handover();
        String id = roster.id() + "@" + watched.at();
        return handovers.openWarnings(work, roster.officers(), from).compose(warnings -> {
            var handover = new Handover(
                    id,
                    roster.id(),
                    watched.at(),
                    from,
                    to,
                    warnings.stream().map(warning -> warning.getString("id")).toList(),
                    null);
            work.record(
                    SELF,
                    "handover.due",
                    "roster:" + roster.id(),
                    new JsonObject()
                            .put("handover", id)
                            .put("from", from)
                            .put("to", to)
                            .put("warnings", new JsonArray(handover.warnings())));
            return handovers
                    .add(work, handover, new JsonArray(warnings), work.now().plus(within))
                    .compose(added -> handovers.reach(work, from))
                    .compose(leaving -> handovers
                            .reach(work, to)
                            .compose(taking -> told(
                                    work,
                                    id,
                                    taking,
                                    one -> HandoverText.takeOver(
                                            one.language(),
                                            roster.name(),
                                            nameOf(leaving, from),
                                            watched.at(),
                                            warnings,
                                            within))));
        });
    }

    private static String nameOf(List<Reach> found, String id) {
        return found.isEmpty() ? id : found.get(0).name();
    }

    private Future<Void> escalate(Work work, DutyBook book, Handover handover) {
        Optional<String> leader = book.leader(handover.roster(), work.now()).map(DutyAnswer::person);
        String name = book.roster(handover.roster()).map(DutyRoster::name).orElse(handover.roster());
        work.record(
                SELF,
                "handover.unconfirmed",
                "roster:" + handover.roster(),
                new JsonObject().put("handover", handover.id()).put("told", leader.orElse("officers")));
        return handovers
                .reach(work, handover.to())
                .compose(missing -> handovers
                        .reach(work, leader.orElse(null))
                        .compose(told -> told(
                                work,
                                handover.id() + "-unconfirmed",
                                told,
                                one -> HandoverText.unconfirmed(
                                        one.language(),
                                        name,
                                        handover.at(),
                                        nameOf(missing, handover.to()),
                                        missing.isEmpty() || missing.get(0).address() == null
                                                ? "—"
                                                : missing.get(0).address(),
                                        handover.warnings().size()))))
                .compose(done -> handovers.escalated(work, handover.id(), leader.orElse(null)));
    }

    private Future<Void> told(
            Work work, String id, List<Reach> people, java.util.function.Function<Reach, String> text) {
        return InOrder.each(
                people,
                one -> one.address() == null
                        ? Future.<Void>succeededFuture()
                        : outbox.put(
                                work,
                                new Outgoing(
                                        "handover-" + id + "-" + one.person(),
                                        "sms",
                                        one.address(),
                                        text.apply(one),
                                        "handover",
                                        null,
                                        1,
                                        work.now(),
                                        0)));
    }

    /**
     * Whoever takes over confirms; another account does so on their behalf, and the record says so.
     *
     * @param person the person of the account; absent where it has none
     */
    public Future<Void> confirm(String id, Actor actor, @Nullable String person, boolean mayForOthers, String note) {
        return transactions.run(work -> handovers.lock(work, id).compose(found -> {
            if (found.isEmpty()) {
                return refused(RefusedException.Code.NOT_FOUND, "没有这次交接", "there is no such handover");
            }
            Handover handover = found.get();
            boolean own = handover.to().equals(person);
            if (!own && !mayForOthers) {
                return refused(RefusedException.Code.NOT_FOUND, "没有这次交接", "there is no such handover");
            }
            if (handover.confirmedAt() != null) {
                return refused(RefusedException.Code.ILLEGAL_STEP, "该交接已确认", "that handover is confirmed already");
            }
            work.record(
                    actor,
                    "handover.confirmed",
                    "roster:" + handover.roster(),
                    new JsonObject()
                            .put("handover", id)
                            .put("onBehalfOf", own ? null : handover.to())
                            .put("note", note));
            return handovers.confirmed(work, id, actor.toString(), note);
        }));
    }

    private static Future<Void> refused(RefusedException.Code code, String zh, String en) {
        return Future.failedFuture(new RefusedException(code, new Text(zh, en)));
    }
}
