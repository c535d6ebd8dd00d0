package org.jiaoying.alerting.escalate;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.compose.CallText;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.link.Link;
import org.jiaoying.alerting.link.LinkMaker;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.CodeStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.UnreachedStore;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningChange;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps calling until somebody answers: loads a warning under its lock, lets {@link EscalationDecider} decide, and writes what
 * was decided, in one transaction. Whoever changes a warning (a breach, an answer, an officer) ends with {@link #settle}; what
 * falls due with time is taken up by {@link #runDue}.
 *
 * <p>Two instances may do so side by side: the lock lets one of them through, a call's id lets no attempt be made twice.
 */
public final class Escalation implements Agenda {
    public static final Actor SELF = Actor.part("escalate");
    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);
    private static final int BATCH = 64;
    private static final Duration PUT_OFF = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final InstantSource clock;
    private final WarningStore warnings;
    private final CallStore calls;
    private final CodeStore codes;
    private final OutboxStore outbox;
    private final RegisterStore register;
    private final Watcher watcher;
    private final LinkMaker links;
    private final ResponseStore responses = new ResponseStore();
    private final UnreachedStore unreached = new UnreachedStore();
    private final Pauses pauses = new Pauses();

    /**
     * @param watcher learns of every change of a warning
     * @param links makes the links in the texts of calls
     */
    public Escalation(
            Transactions transactions,
            InstantSource clock,
            WarningStore warnings,
            CallStore calls,
            CodeStore codes,
            OutboxStore outbox,
            RegisterStore register,
            Watcher watcher,
            LinkMaker links) {
        this.transactions = transactions;
        this.clock = clock;
        this.warnings = warnings;
        this.calls = calls;
        this.codes = codes;
        this.outbox = outbox;
        this.register = register;
        this.watcher = watcher;
        this.links = links;
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        Instant now = clock.instant();
        return warnings.nextDue(pauses.pausing(now))
                .map(due -> Stream.concat(due.stream(), pauses.firstEnd(now).stream())
                        .min(Instant::compareTo))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        return takeDue().toCompletionStage();
    }

    /** Takes all that is due, until nothing is that nobody else has. */
    private Future<Void> takeDue() {
        Instant now = clock.instant();
        return warnings.due(now, BATCH, pauses.pausing(now)).compose(ids -> {
            List<Future<Boolean>> steps = ids.stream().map(this::takeOne).toList();
            return Future.join(steps).compose(all -> {
                boolean progress = steps.stream().anyMatch(Future::result);
                return progress ? takeDue() : Future.<Void>succeededFuture();
            });
        });
    }

    /** One warning's step, in a transaction of its own, so that one that fails stops no other. */
    private Future<Boolean> takeOne(String id) {
        return transactions
                .run(work -> warnings.lockDue(work, id)
                        .compose(due -> due.isEmpty()
                                ? Future.succeededFuture(false)
                                : settle(work, due.get(), due.get(), "warning.step")
                                        .map(done -> true)))
                .onSuccess(done -> pauses.end(id))
                .recover(failure -> putOff(id, failure).recover(again -> left(id, failure, again)));
    }

    private Future<Boolean> putOff(String id, Throwable failure) {
        return transactions
                .run(work -> {
                    work.record(
                            SELF,
                            "escalation.failed",
                            id,
                            new JsonObject().put("failure", String.valueOf(failure.getMessage())));
                    return warnings.putOff(work, id, work.now().plus(PUT_OFF)).map(done -> false);
                })
                .onSuccess(done -> {
                    pauses.end(id);
                    LOG.error("the step of warning {} failed and is put off for {}", id, PUT_OFF, failure);
                });
    }

    /** Not even putting it off could be written: it stays due, and is left alone for a while. */
    private Future<Boolean> left(String id, Throwable failure, Throwable again) {
        Duration pause = pauses.begin(id, clock.instant());
        if (pause.equals(Pauses.SHORTEST)) {
            LOG.error("the step of warning {} failed, and cannot be put off: {}", id, again.getMessage(), failure);
        } else {
            LOG.error(
                    "the step of warning {} failed again ({}); the next try is in {}", id, failure.getMessage(), pause);
        }
        return Future.succeededFuture(false);
    }

    /**
     * Decides what follows from a change, writes it, and saves the warning.
     *
     * @param before as it was locked
     * @param after as it was changed; the same where only time passed
     * @param what the change, for those who watch
     */
    public Future<Void> settle(Work work, Warning before, Warning after, String what) {
        return calls.ofChase(work, after.id(), after.chase().number())
                .compose(made -> responses
                        .answered(work, after.id(), after.chase().startedAt())
                        .map(told -> EscalationDecider.decide(after, made, told, work.now())))
                .compose(decision -> withdrawn(work, before, decision.warning())
                        .compose(done -> apply(work, decision, what))
                        .compose(done -> watcher.settled(work, decision.warning())))
                .compose(done -> released(work, before, after));
    }

    /** Calls that wait in the outbox are not sent to who has answered, nor to anybody when nobody's answer is awaited. */
    private Future<Void> withdrawn(Work work, Warning before, Warning after) {
        if (before.chase().endsAt() == null && !before.state().unanswered()) {
            return Future.succeededFuture();
        }
        boolean over = after.chase().endsAt() == null && !after.state().unanswered();
        boolean needless = over
                || after.shelf() != null
                || after.chase().number() != before.chase().number();
        Future<Integer> unsent = needless
                ? calls.withdraw(work, after.id())
                : calls.withdrawAnswered(work, after.id(), after.chase().number());
        return unsent.onSuccess(count -> {
                    if (count > 0) {
                        work.record(SELF, "call.withdrawn", after.id(), new JsonObject().put("calls", count));
                    }
                })
                .mapEmpty();
    }

    private Future<Void> released(Work work, Warning before, Warning after) {
        boolean ends = after.state() == WarningState.CLOSED && before.state() != WarningState.CLOSED;
        return ends ? codes.release(work, after.code()) : Future.succeededFuture();
    }

    private Future<Void> apply(Work work, Decision decision, String what) {
        Warning warning = decision.warning();
        decision.notes()
                .forEach(note -> work.record(
                        SELF, "escalation." + note.name().toLowerCase(Locale.ROOT), warning.id(), new JsonObject()));
        String next = decision.next() == null ? null : decision.next().name();
        return made(work, warning, decision.calls())
                .compose(done -> listed(work, warning, decision.unreached()))
                .compose(done -> warnings.save(work, warning, decision.nextAt(), next))
                .map(revision -> {
                    work.tell(new WarningChange(warning.id(), revision, what));
                    return null;
                });
    }

    private Future<Void> listed(Work work, Warning warning, List<Callee> unreached) {
        return InOrder.each(unreached, callee -> {
            work.record(
                    SELF,
                    "person.unreached",
                    warning.id(),
                    new JsonObject().put("person", callee.id()).put("name", callee.name()));
            return this.unreached.add(work, warning, callee);
        });
    }

    private Future<Void> made(Work work, Warning warning, List<PlannedCall> planned) {
        if (planned.isEmpty()) {
            return Future.succeededFuture();
        }
        return register.place(work, warning.site())
                .compose(place -> InOrder.each(planned, call -> make(work, warning, call, place.timeZone())));
    }

    private Future<Void> make(Work work, Warning warning, PlannedCall planned, ZoneId timeZone) {
        String id = planned.idFor(warning.id());
        @Nullable Link link = links.forCall(planned).orElse(null);
        String whole = CallText.of(warning, planned, timeZone, link == null ? "" : link.address());
        // Who reads the records may see that there was a link, and must not be able to open it.
        String text = link == null ? whole : link.hiddenIn(whole);
        return calls.insert(work, warning, planned, text).compose(inserted -> {
            if (!inserted) {
                return Future.succeededFuture();
            }
            work.record(
                    SELF,
                    "call.made",
                    warning.id(),
                    new JsonObject()
                            .put("call", id)
                            .put("person", planned.callee().id())
                            .put("name", planned.callee().name())
                            .put("channel", planned.channel())
                            .put("address", Masked.number(planned.address()))
                            .put("tier", planned.tier())
                            .put("attempt", planned.attempt())
                            .put("reason", planned.reason().name())
                            .put("level", warning.level().code())
                            .put("text", text));
            return outbox.put(
                            work,
                            new Outgoing(
                                    id,
                                    planned.channel(),
                                    planned.address(),
                                    text,
                                    "call",
                                    id,
                                    warning.level().ordinal() + 1,
                                    work.now(),
                                    0,
                                    Particulars.of(warning, planned)),
                            link == null ? null : link.token())
                    .compose(put -> link == null ? Future.succeededFuture() : links.keep(work, warning, planned, link));
        });
    }
}
