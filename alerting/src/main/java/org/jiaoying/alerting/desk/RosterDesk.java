package org.jiaoying.alerting.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.roster.RosterFaultsException;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.workbook.RosterWorkbook;
import org.jiaoying.alerting.roster.workbook.WorkbookWriter;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.Fault;

/** Carries out what people signed in change in the roster: all of what they send, or nothing. */
public final class RosterDesk {
    private static final String WORKBOOK = "workbook";

    private final Vertx vertx;
    private final RosterStore store;

    public RosterDesk(Vertx vertx, RosterStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /**
     * What came of a workbook.
     *
     * @param changes how many entries are new or other than before
     * @param leftOut why entries were left out
     */
    public record Import(int changes, List<Fault> leftOut) {}

    /**
     * Takes over a workbook.
     *
     * @param partly whether entries at fault are left out, instead of refusing all
     */
    public Future<Import> importWorkbook(byte[] bytes, boolean partly, Actor actor, String reason) {
        return store.known()
                // A large workbook takes a while to read: not on the event loop.
                .compose(known ->
                        vertx.executeBlocking(() -> RosterWorkbook.read(WORKBOOK, bytes, known, partly), false))
                .compose(taken -> store.load(source(taken), taken.roster(), actor, reason)
                        .map(changes -> new Import(changes, taken.leftOut())));
    }

    private static String source(RosterWorkbook.Taken taken) {
        return taken.leftOut().isEmpty()
                ? WORKBOOK
                : WORKBOOK + ", in part: " + taken.leftOut().size() + " faults were left out";
    }

    /** One person or chain as it would be written; see {@link RosterStore#entry}. */
    public Future<Optional<JsonObject>> entry(String kind, String id, Actor reader) {
        return store.entry(kind, id, reader);
    }

    /** The whole roster as a workbook, with full numbers; that it was taken out is recorded. */
    public Future<byte[]> exportWorkbook(Actor actor) {
        return store.export(actor).compose(roster -> vertx.executeBlocking(() -> WorkbookWriter.write(roster), false));
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
