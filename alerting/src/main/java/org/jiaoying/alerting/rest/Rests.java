package org.jiaoying.alerting.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.store.RestStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Text;

/** Begins, ends and lists rests. Each step is safe, with its record, when its future completes. */
public final class Rests {
    private static final int MAX_LISTED = 200;

    private final Transactions transactions;
    private final RestStore store = new RestStore();

    public Rests(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @return the rest's number; fails where it would last too long or has no reason */
    public Future<Long> begin(RestOrder order, Actor actor) {
        if (order.reason().isBlank()
                || order.time().isNegative()
                || order.time().isZero()
                || order.time().compareTo(order.kind().longest()) > 0) {
            long hours = order.kind().longest().toHours();
            return Future.failedFuture(new RefusedException(
                    RefusedException.Code.INVALID,
                    new Text("须填写原因，且最长 " + hours + " 小时", "a reason must be given, and at most " + hours + " hours")));
        }
        return transactions.run(work -> store.add(work, order, actor).map(id -> {
            work.record(actor, "rest.begun", "rest-" + id, facts(order));
            return id;
        }));
    }

    private static JsonObject facts(RestOrder order) {
        Hazard hazard = order.hazard();
        return new JsonObject()
                .put("kind", order.kind().name())
                .put("site", order.site().toString())
                .put("hazard", hazard == null ? null : hazard.code())
                .put("device", order.device())
                .put("minutes", order.time().toMinutes())
                .put("reason", order.reason());
    }

    /** Ends it before its time; what it withheld is let out by {@link RestKeeper}. */
    public Future<Void> end(long id, Actor actor, String reason) {
        return transactions.run(work -> store.end(work, id, actor).compose(underWay -> {
            if (!underWay) {
                return Future.failedFuture(new RefusedException(
                        RefusedException.Code.NOT_FOUND, new Text("没有进行中的这项停用或抑制", "there is no such rest under way")));
            }
            work.record(actor, "rest.ended", "rest-" + id, new JsonObject().put("reason", reason));
            return Future.succeededFuture();
        }));
    }

    /** The API's {@code Rest}s. */
    public Future<List<JsonObject>> list() {
        return transactions.run(work -> store.list(work, MAX_LISTED));
    }
}
