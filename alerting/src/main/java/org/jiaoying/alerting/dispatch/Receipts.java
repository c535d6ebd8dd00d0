package org.jiaoying.alerting.dispatch;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeSet;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.CallEvent;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jspecify.annotations.Nullable;

/**
 * Takes delivery receipts. A text in parts is delivered when all its parts are, and failed when one is; a call that failed lets
 * escalation go on at once. A receipt may come before the submission it belongs to is recorded: it waits for it.
 */
public final class Receipts {
    private static final Actor CARRIER = Actor.part("carrier");

    private final Transactions transactions;
    private final ReceiptStore receipts;
    private final OutboxStore outbox;
    private final CallStore calls;
    private final WarningStore warnings;
    private final Escalation escalation;

    public Receipts(
            Transactions transactions,
            ReceiptStore receipts,
            OutboxStore outbox,
            CallStore calls,
            WarningStore warnings,
            Escalation escalation) {
        this.transactions = transactions;
        this.receipts = receipts;
        this.outbox = outbox;
        this.calls = calls;
        this.warnings = warnings;
        this.escalation = escalation;
    }

    /** Keeps a receipt and does what follows from it; the same one again is nothing. */
    public Future<Void> take(Receipt receipt) {
        return transactions.run(work -> receipts.lock(work, receipt.carrier(), receipt.carrierId())
                .compose(locked -> receipts.add(work, receipt))
                .compose(isNew -> isNew ? match(work, receipt) : Future.succeededFuture()));
    }

    /** Receipts that came before their submission was recorded; called in the transaction that records it. */
    Future<Void> catchUp(Work work, String carrier, List<String> carrierIds) {
        // In order, so that two transactions cannot wait for each other.
        return InOrder.each(
                new TreeSet<>(carrierIds),
                id -> receipts.lock(work, carrier, id)
                        .compose(locked -> receipts.waiting(work, carrier, id))
                        .compose(waiting -> InOrder.each(waiting, receipt -> match(work, receipt))));
    }

    private Future<Void> match(Work work, Receipt receipt) {
        return receipts.mark(work, receipt).compose(texts -> InOrder.each(texts, text -> apply(work, receipt, text)));
    }

    private Future<Void> apply(Work work, Receipt receipt, ReceiptStore.Marked text) {
        work.record(
                CARRIER,
                "call.receipt",
                text.outboxId(),
                new JsonObject()
                        .put("carrier", receipt.carrier())
                        .put("carrierId", receipt.carrierId())
                        .put("status", receipt.status())
                        .put("error", receipt.error()));
        return switch (receipt.outcome()) {
            case UNDER_WAY -> Future.succeededFuture();
            case DELIVERED -> text.allDelivered() ? delivered(work, text) : Future.succeededFuture();
            case FAILED ->
                fail(
                        work,
                        text.outboxId(),
                        text.callId(),
                        "not-delivered",
                        receipt.status() + (receipt.error().isEmpty() ? "" : " " + receipt.error()));
        };
    }

    private Future<Void> delivered(Work work, ReceiptStore.Marked text) {
        return outbox.end(work, text.outboxId(), "DELIVERED", null, null)
                .compose(done -> outbox.callsIn(work, text.outboxId(), text.callId()))
                .compose(carried -> InOrder.each(
                        carried,
                        call -> calls.move(work, call, CallEvent.DELIVER, null, null)
                                .compose(moved -> calls.tell(work, call, "call.delivered"))));
    }

    /** A text certainly did not reach its phone; its warning is settled, since the next tier may be due. */
    Future<Void> fail(Work work, String outboxId, @Nullable String callId, String code, String reason) {
        return outbox.callsIn(work, outboxId, callId)
                .compose(carried -> carried.isEmpty()
                        ? outbox.end(work, outboxId, "FAILED", code, reason).<Void>mapEmpty()
                        : InOrder.each(carried, call -> failCall(work, outboxId, call, code, reason)));
    }

    private Future<Void> failCall(Work work, String outboxId, String callId, String code, String reason) {
        // The warning's lock first, as everywhere.
        return calls.warningOf(work, callId)
                .compose(warningId -> warnings.lock(work, warningId))
                .compose(warning -> outbox.end(work, outboxId, "FAILED", code, reason)
                        .compose(ended -> calls.move(work, callId, CallEvent.FAIL, code, reason))
                        .compose(moved -> {
                            if (!moved || warning.isEmpty()) {
                                return Future.<Void>succeededFuture();
                            }
                            work.record(
                                    CARRIER,
                                    "call.failed",
                                    warning.get().id(),
                                    new JsonObject()
                                            .put("call", callId)
                                            .put("code", code)
                                            .put("reason", reason));
                            return escalation.settle(work, warning.get(), warning.get(), "call.failed");
                        }));
    }
}
