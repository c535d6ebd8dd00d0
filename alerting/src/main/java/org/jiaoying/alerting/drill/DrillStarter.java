package org.jiaoying.alerting.drill;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.escalate.WarningOpener;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Place;
import org.jiaoying.alerting.warning.WarningId;
import org.jiaoying.domain.Text;

/**
 * Starts a drill: opens a warning without a breach, marked as a drill, that is called, answered and reported like any other. A
 * real warning of the same hazard at the same site opens beside it and is not touched by it.
 */
public final class DrillStarter {
    private final WarningStore warnings;
    private final RegisterStore register;
    private final WarningOpener opener;

    public DrillStarter(WarningStore warnings, RegisterStore register, WarningOpener opener) {
        this.warnings = warnings;
        this.register = register;
        this.opener = opener;
    }

    /** @return the drill's id */
    public Future<String> start(Work work, Actor actor, DrillOrder order) {
        return warnings.lockOpen(work, order.site(), order.hazard(), true)
                .compose(running -> running.isPresent()
                        ? Future.failedFuture(new RefusedException(
                                RefusedException.Code.ILLEGAL_STEP,
                                new Text(
                                        "该场所此灾种的演练 " + running.get().id() + " 尚未结束",
                                        "drill " + running.get().id()
                                                + " of this hazard at this site is still running")))
                        : register.place(work, order.site()).compose(place -> open(work, actor, order, place)));
    }

    private Future<String> open(Work work, Actor actor, DrillOrder order, Place place) {
        String id = WarningId.ofDrill(
                work.now(), order.site() + "/" + order.hazard().code() + "/" + work.now());
        var cause = new Cause(null, place.name(), Text.same(order.scenario()), null, null, "", work.now());
        var facts = new JsonObject()
                .put("site", order.site().toString())
                .put("hazard", order.hazard().code())
                .put("level", order.level().code())
                .put("drill", true)
                .put("scenario", order.scenario());
        return opener.open(
                        work,
                        new WarningOpener.Opening(
                                id, order.site(), order.hazard(), order.level(), true, cause, work.now()),
                        "",
                        actor,
                        facts)
                .map(done -> id);
    }
}
