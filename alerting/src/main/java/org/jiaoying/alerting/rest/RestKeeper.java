package org.jiaoying.alerting.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.intake.BreachTaker;
import org.jiaoying.alerting.store.RestStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.time.Agenda;

/**
 * Lets out what a rest withheld when its time is over: whatever of it is still open warns, so that no rest can hide a danger for
 * longer than its time. Several instances may do so side by side.
 */
public final class RestKeeper implements Agenda {
    private static final Actor SELF = Actor.part("rest");

    private final Transactions transactions;
    private final BreachTaker taker;
    private final RestStore store = new RestStore();

    public RestKeeper(Transactions transactions, BreachTaker taker) {
        this.transactions = transactions;
        this.taker = taker;
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return transactions.run(store::nextDue).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        return takeDue().toCompletionStage();
    }

    private Future<Void> takeDue() {
        return transactions.run(this::releaseOne).compose(more -> more ? takeDue() : Future.<Void>succeededFuture());
    }

    /** @return whether there was one */
    private Future<Boolean> releaseOne(Work work) {
        return store.lockOver(work).compose(over -> {
            if (over.isEmpty()) {
                return Future.succeededFuture(false);
            }
            long id = over.get();
            return store.release(work, id).compose(withheld -> {
                work.record(SELF, "rest.over", "rest-" + id, new JsonObject().put("withheld", withheld.size()));
                return InOrder.each(withheld, breach -> taker.resume(work, breach))
                        .map(done -> true);
            });
        });
    }
}
