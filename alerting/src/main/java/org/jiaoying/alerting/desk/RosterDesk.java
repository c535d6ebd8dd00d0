package org.jiaoying.alerting.desk;

import io.vertx.core.Future;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.roster.RosterFaultsException;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.domain.Text;

/** Carries out what people signed in change in the roster: all of what they send, or nothing. */
public final class RosterDesk {
    private final RosterStore store;

    public RosterDesk(RosterStore store) {
        this.store = store;
    }

    /**
     * Takes over a part of a roster.
     *
     * @param text YAML or JSON, as the roster file
     * @param dutyOnly whether only leaves and overrides may stand in it
     * @return how many entries changed; fails with {@link RosterFaultsException} where anything is wrong
     */
    public Future<Integer> edit(String text, boolean dutyOnly, Actor actor, String reason) {
        return store.edit(
                known -> {
                    RosterFile roster = RosterFile.parse("roster", text, known);
                    if (dutyOnly && !roster.onlyDuty()) {
                        throw refused(
                                RefusedException.Code.INVALID,
                                "值班员只能登记请假和换班；其他修改请管理员操作",
                                "a duty officer may enter leaves and overrides only; ask an administrator for the rest");
                    }
                    return roster;
                },
                "api",
                actor,
                reason);
    }

    /** Takes back a leave or an override, or removes a chain. */
    public Future<Void> withdraw(String kind, String id, Actor actor, String reason) {
        Future<Boolean> done =
                kind.equals("chain") ? store.removeChain(id, actor, reason) : store.withdraw(kind, id, actor, reason);
        return done.compose(found -> found
                ? Future.succeededFuture()
                : Future.failedFuture(refused(
                        RefusedException.Code.NOT_FOUND, "没有这一条，或已撤回", "there is no such entry, or it is withdrawn")));
    }

    private static RefusedException refused(RefusedException.Code code, String zh, String en) {
        return new RefusedException(code, new Text(zh, en));
    }
}
