package org.jiaoying.alerting.signin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.store.AccountStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** The accounts, and how they change: recorded, and ending the sessions that no longer fit. Safe for use by several threads. */
public final class Accounts {
    private static final int SHORTEST_PASSWORD = 8;
    private static final Text LAST_ADMINISTRATOR = new Text(
            "这是最后一个能登录的管理员账号，不能锁定，也不能改为其他角色。",
            "This is the last administrator who can sign in: it can be neither locked nor given another role.");

    private final AccountStore store;
    private final Transactions transactions;
    private final SignIn signIn;

    public Accounts(AccountStore store, Transactions transactions, SignIn signIn) {
        this.store = store;
        this.transactions = transactions;
        this.signIn = signIn;
    }

    public Future<List<Account>> list() {
        return store.list();
    }

    /** Creates or changes an account; fails with {@link RefusedException} where it would not make sense. */
    public Future<Void> put(AccountChange change, Actor actor) {
        Text fault = fault(change);
        return fault == null ? write(change, actor) : Future.failedFuture(refused(fault));
    }

    /**
     * Creates the account if there is none of that login yet: how the demo's accounts and the first administrator come to be.
     * What was changed since stays. The password may be short: whoever starts the system with it has decided so.
     *
     * @return whether it was created
     */
    public Future<Boolean> putIfAbsent(AccountChange change, Actor actor) {
        return store.find(change.login())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(false)
                        : write(change, actor).map(done -> true));
    }

    private Future<Void> write(AccountChange change, Actor actor) {
        Future<@Nullable String> hash =
                change.password() == null ? Future.succeededFuture(null) : signIn.hash(change.password());
        return hash.compose(hashed -> transactions.run(work -> store.administrators(work)
                .compose(administrators -> leavesNone(administrators, change)
                        ? Future.failedFuture(refused(LAST_ADMINISTRATOR))
                        : store.put(
                                work,
                                change.login(),
                                change.role(),
                                change.enterprise(),
                                change.personId(),
                                change.active(),
                                hashed))
                .compose(written -> {
                    if (!written) {
                        return Future.failedFuture(refused(new Text("新账号需要密码。", "A new account needs a password.")));
                    }
                    work.record(actor, "account.changed", "account:" + change.login(), detail(change));
                    return Future.succeededFuture();
                })));
    }

    private static boolean leavesNone(List<String> administrators, AccountChange change) {
        return administrators.equals(List.of(change.login()))
                && !(change.active() && change.role() == Role.ADMINISTRATOR);
    }

    private static JsonObject detail(AccountChange change) {
        return new JsonObject()
                .put("role", change.role().code())
                .put("enterprise", change.enterprise())
                .put("person", change.personId())
                .put("active", change.active())
                .put("password", change.password() == null ? "kept" : "changed");
    }

    private static @Nullable Text fault(AccountChange change) {
        if (!Identifiers.isValid(change.login())) {
            return new Text(
                    "账号名须为 1 至 64 位字母、数字、下划线、连字符或点。", "The login must be 1 to 64 letters, digits, '_', '-' or '.'.");
        }
        if (change.role() == Role.ENTERPRISE && change.enterprise() == null) {
            return new Text("企业账号须指明企业（enterprise）。", "An enterprise's account must name the enterprise.");
        }
        if (change.role() == Role.OFFICIAL && change.personId() == null) {
            return new Text("责任人账号须指明责任人（person）。", "An official's account must name the person.");
        }
        if (change.password() != null && change.password().length() < SHORTEST_PASSWORD) {
            return new Text("密码至少 8 位。", "The password must have at least 8 characters.");
        }
        return null;
    }

    private static RefusedException refused(Text why) {
        return new RefusedException(RefusedException.Code.INVALID, why);
    }
}
